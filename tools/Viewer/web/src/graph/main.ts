import "../shared/theme.css";
import "./graph.css";
import { payload } from "../shared/payload";
import { EmbeddedSource, type EmbeddedGraph } from "./embedded";
import { ServedSource } from "./served";
import { Viewer } from "./viewer";

const embedded = payload<EmbeddedGraph>();
const viewer = new Viewer(embedded === null ? new ServedSource() : new EmbeddedSource(embedded), document.getElementById("app")!);
void viewer.start();
