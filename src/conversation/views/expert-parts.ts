/** What only experts load: the screen, its styles, and the way to its words. */
import "../../ui/analysis/analysis.css";

export { loadAnalysisTexts } from "../../ui/analysis/load-texts.ts";
export { ExpertScreen } from "./expert-screen.tsx";
