import "../shared/theme.css";
import { h } from "../shared/dom";
import { payload } from "../shared/payload";

document.getElementById("app")?.append(h("p", {}, payload() === null ? "Nothing to show." : "Something to show."));
