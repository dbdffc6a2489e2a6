import type { AllFindingWords } from "../finding-code.ts";
import { spoofing } from "./spoofing.ts";
import { time } from "./time.ts";
import { trace } from "./trace.ts";
import { authentication } from "./authentication.ts";
import { providers } from "./providers.ts";
import { client } from "./client.ts";
import { body } from "./body.ts";
import { attachments } from "./attachments.ts";

export const findingWords: AllFindingWords = {
  ...spoofing,
  ...time,
  ...trace,
  ...authentication,
  ...providers,
  ...client,
  ...body,
  ...attachments,
};
