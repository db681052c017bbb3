import { DeleteTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { testJobStore } from "@platen/core/contracts";
import { awsPlace, newName } from "../../test-support/aws-place.ts";
import { clientConfig } from "../client-config.ts";
import { createTable } from "../create/create-table.ts";
import { DynamoJobStore } from "./dynamo-job-store.ts";

const place = awsPlace();

testJobStore("DynamoJobStore", async () => {
  const table = newName();
  const client = () => new DynamoDBClient(clientConfig(place.access()));
  const maker = client();
  await createTable(maker, table);
  return {
    subject: new DynamoJobStore(client(), table),
    close: async () => {
      await maker.send(new DeleteTableCommand({ TableName: table }));
      maker.destroy();
    },
  };
});
