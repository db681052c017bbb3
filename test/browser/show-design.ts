import { openDesignSite } from "./support/design-site.ts";

/** Shows every state of the page to look at while working on it: `node test/browser/show-design.ts`. */
const { address } = await openDesignSite(3_001);
console.log(`${address}/design?en`);
