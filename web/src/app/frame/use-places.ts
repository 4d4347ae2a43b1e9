/** The places of the one who is signed in, with the kinds of records that the server knows. */
import { useQuery } from "@tanstack/react-query";
import { isAdmin, useMe } from "../../api/me";
import { objectsQuery } from "../../api/objects";
import { type Places, placesFor } from "./navigation";

export function usePlaces(): Places {
  const objects = useQuery(objectsQuery).data ?? [];
  return placesFor(isAdmin(useMe()), objects);
}
