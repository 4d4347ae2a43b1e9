/** The customer's record in the CRM: it opens beside the page; another one can be linked. */
import { Button, Group, SegmentedControl, Select } from "@mantine/core";
import { useDebouncedValue, useDisclosure } from "@mantine/hooks";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { type CustomerContext, contextQuery, linkRecord } from "../../api/inbox-help";
import { mayAnswer, useMe } from "../../api/me";
import { titleOf } from "../../api/objects";
import { choicesQuery } from "../../api/records";
import classes from "./details.module.css";
import { NothingYet, Part } from "./part";
import { useDeed } from "./use-deed";

const linkable = [
  { value: "contacts", label: "Contact" },
  { value: "leads", label: "Lead" },
];
const typingPause = 150;

interface LinkedRecordProps {
  conversationId: string;
  context: CustomerContext;
}

export function LinkedRecord({ conversationId, context }: LinkedRecordProps) {
  const { record } = context;
  const [isChoosing, choosing] = useDisclosure(false);
  const mayChange = mayAnswer(useMe());
  return (
    <Part title="Record in the CRM">
      {record ? (
        <Link
          to="."
          search={(now: object) => ({ ...now, open: `${record.object}:${record.id}` })}
          resetScroll={false}
          className={classes.earlier}
        >
          <span className={classes.words}>{record.title}</span>
          <span className={classes.quiet}>{record.object}</span>
        </Link>
      ) : (
        <NothingYet>No record yet. One is found by the customer's mail address, or chosen here.</NothingYet>
      )}
      {mayChange && !isChoosing && (
        <Group>
          <Button size="compact-xs" variant="subtle" color="gray" onClick={choosing.open}>
            {record ? "Link another" : "Link a record"}
          </Button>
        </Group>
      )}
      {mayChange && isChoosing && <ChooseRecord conversationId={conversationId} onClose={choosing.close} />}
    </Part>
  );
}

function ChooseRecord({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
  const queryClient = useQueryClient();
  const deed = useDeed();
  const [object, setObject] = useState("contacts");
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), typingPause);
  const found = useQuery({ ...choicesQuery(object, search), placeholderData: keepPreviousData });

  function choose(id: string | null) {
    if (id === null) return;
    onClose();
    deed.run({
      run: async () => {
        await linkRecord(conversationId, object, Number(id));
        await queryClient.invalidateQueries({ queryKey: contextQuery(conversationId).queryKey });
      },
      done: "The record is linked",
    });
  }

  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label="Kind of record"
        data={linkable}
        value={object}
        onChange={setObject}
      />
      <Select
        size="xs"
        aria-label="Record"
        placeholder="Type to find"
        searchable
        data-autofocus
        data={(found.data?.items ?? []).map((item) => ({ value: String(item.id), label: titleOf(item) }))}
        filter={({ options }) => options}
        searchValue={typed}
        onSearchChange={setTyped}
        onChange={choose}
        nothingFoundMessage={found.isFetching ? "Searching…" : "Nothing fits these words"}
      />
      <Group justify="flex-end">
        <Button size="compact-xs" variant="default" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </>
  );
}
