/** The console's scenes in one bundle. Address: ?scene=console-report&language=de&theme=dark; other scenes: the analysis. */
import "../../../src/ui/ui.css";

const scene = new URLSearchParams(location.search).get("scene");
await (scene === "console-report" ? import("./report.tsx") : import("./analysis.tsx"));
