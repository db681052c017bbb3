import { Type } from "typebox";
import { type ProblemCode, problems } from "../problems/catalogue.ts";

/** The body of every answer that is an error (RFC 9457). */
export const problemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.Enum(Object.keys(problems) as ProblemCode[], { description: "Stable; decide by it." }),
    detail: Type.String({ description: "What happened and what to do." }),
    instance: Type.String(),
    requestId: Type.String(),
    retryable: Type.Boolean(),
    errors: Type.Optional(Type.Array(Type.Object({ pointer: Type.String(), detail: Type.String() }))),
  },
  { description: "What went wrong, as application/problem+json" },
);
