import "../shared/theme.css";
import "./graph.css";
import { payload } from "../shared/payload";
import { EmbeddedSource, type EmbeddedGraph } from "./embedded";
import { ServedSource } from "./served";
import { show } from "./viewer";

const embedded = payload<EmbeddedGraph>();
void show(embedded === null ? new ServedSource() : new EmbeddedSource(embedded), document.getElementById("app")!);
