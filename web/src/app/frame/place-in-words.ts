/** The title of the page and of the page above it: written in the routes, or read from the records. */
import { useQuery } from "@tanstack/react-query";
import { useMatches } from "@tanstack/react-router";
import { objectsQuery } from "../../api/objects";
import { recordQuery } from "../../api/records";

type ParentDestination =
  | { to: "/bots" | "/knowledge"; params?: undefined }
  | { to: "/records/$object"; params: { object: string } };

export interface PlaceInWords {
  title: string | undefined;
  parent: { title: string; destination: ParentDestination } | undefined;
}

export function usePlaceInWords(): PlaceInWords {
  const { staticData, object, id } = useMatches({
    select: (matches) => {
      const here = matches.findLast((match) => match.staticData.title);
      const params: { object?: string; id?: string } = here?.params ?? {};
      return { staticData: here?.staticData, object: params.object, id: params.id };
    },
    structuralSharing: true,
  });
  const objects = useQuery({ ...objectsQuery, enabled: object !== undefined }).data;
  const record = useQuery({ ...recordQuery(object ?? "", Number(id)), enabled: id !== undefined }).data;
  if (object === undefined) {
    const parent = staticData?.parent;
    return {
      title: staticData?.title,
      parent: parent && { title: parent.title, destination: { to: parent.to } },
    };
  }
  const meta = objects?.find(({ name }) => name === object);
  const plural = meta?.label_plural ?? staticData?.title;
  if (id === undefined) return { title: plural, parent: undefined };
  return {
    title: record?.labels.id ?? staticData?.title,
    parent: { title: plural ?? "Records", destination: { to: "/records/$object", params: { object } } },
  };
}
