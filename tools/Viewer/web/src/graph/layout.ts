import ELK, { type ElkExtendedEdge, type ElkNode } from "elkjs/lib/elk-api.js";
import workerSource from "elkjs/lib/elk-worker.min.js?raw";

export interface Box {
  id: string;
  width: number;
  height: number;
}

export interface Link {
  id: string;
  from: string;
  to: string;
  /** The size of its label; null if it has none. */
  label: { width: number; height: number } | null;
}

export interface Point {
  x: number;
  y: number;
}

export interface Placed {
  /** Whether links are Bézier curves, three points after the first at a time; if not, straight lines. */
  curved: boolean;
  boxes: Map<string, Point>;
  links: Map<string, { points: Point[]; label: Point | null }>;
}

const many = 150;

// The layout runs beside the page, which stays responsive; the worker's source travels within the page.
const elk = new ELK({
  workerFactory: () => new Worker(URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" }))),
});

/** Places boxes layer by layer, links going down. Boxes that come first stay first, so that a picture that grows changes little. */
export async function place(boxes: Box[], links: Link[]): Promise<Placed> {
  const large = boxes.length > many;
  const placed = await elk.layout({
    id: "root",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": "DOWN",
      "elk.edgeRouting": large ? "POLYLINE" : "SPLINES",
      "elk.spacing.nodeNode": large ? "14" : "26",
      "elk.spacing.edgeNode": "12",
      "elk.spacing.edgeLabel": "3",
      "elk.spacing.componentComponent": "40",
      "elk.layered.spacing.nodeNodeBetweenLayers": large ? "34" : "38",
      "elk.layered.spacing.edgeNodeBetweenLayers": "12",
      "elk.layered.cycleBreaking.strategy": "MODEL_ORDER",
      "elk.layered.considerModelOrder.strategy": "PREFER_EDGES",
      "elk.layered.nodePlacement.strategy": large ? "BRANDES_KOEPF" : "NETWORK_SIMPLEX",
      "elk.layered.thoroughness": large ? "2" : "7",
    },
    children: boxes.map((box) => ({ id: box.id, width: box.width, height: box.height })),
    edges: links.map((link) => ({
      id: link.id,
      sources: [link.from],
      targets: [link.to],
      labels: link.label ? [{ text: "label", ...link.label }] : [],
      layoutOptions: { "elk.edgeLabels.inline": "false" },
    })),
  });
  return {
    curved: !large,
    boxes: new Map((placed.children ?? []).map((child: ElkNode) => [child.id, { x: child.x ?? 0, y: child.y ?? 0 }])),
    links: new Map((placed.edges ?? []).map((edge: ElkExtendedEdge) => {
      const points = (edge.sections ?? []).flatMap((part) => [part.startPoint, ...(part.bendPoints ?? []), part.endPoint]);
      const label = edge.labels?.[0];
      return [edge.id!, { points, label: label?.x === undefined ? null : { x: label.x, y: label.y ?? 0 } }];
    })),
  };
}
