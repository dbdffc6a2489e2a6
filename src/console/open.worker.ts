/** Holds the keys, opens packages and checks them, apart from the page: closing it is what "Lock" means. */
import { serveKeyHolder } from "./key-channel.ts";
import { createKeyHolder } from "./key-holder.ts";

serveKeyHolder(self, createKeyHolder());
