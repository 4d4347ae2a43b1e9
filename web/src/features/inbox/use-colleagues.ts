/** The other members of the workspace, whom a note can name and a conversation be given. */
import { useQuery } from "@tanstack/react-query";
import { useMe } from "../../api/me";
import { type Member, membersQuery } from "../../api/members";

export function useColleagues(): Member[] {
  const me = useMe();
  return (useQuery(membersQuery(me)).data ?? []).filter(({ id }) => id !== me.id);
}
