/** Writes down what happened or what is next: a note, call, email, task or meeting about the record. */
import { Tabs } from "@mantine/core";
import { type Icon, IconCalendar, IconCheckbox, IconMail, IconNote, IconPhone } from "@tabler/icons-react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type CrmRecord, type ObjectMeta, objectsQuery } from "../../api/objects";
import { ComposerForm } from "./composer-form";
import { type Composition, compositionsFor, draftKey, type Kind } from "./composing";
import classes from "./timeline.module.css";
import { hasDraft } from "./use-draft";

const kindWords: Record<Kind, { title: string; icon: Icon }> = {
  note: { title: "Note", icon: IconNote },
  call: { title: "Call", icon: IconPhone },
  email: { title: "Email", icon: IconMail },
  task: { title: "Task", icon: IconCheckbox },
  meeting: { title: "Meeting", icon: IconCalendar },
};

export function Composer({ meta, record }: { meta: ObjectMeta; record: CrmRecord }) {
  const compositions = compositionsFor(meta.name, useSuspenseQuery(objectsQuery).data);
  const [kind, setKind] = useState<string | null>(null);
  const [begun] = useState(
    () => compositions.find((one) => hasDraft(draftKey(meta, record, one.kind)))?.kind ?? null,
  );
  const chosen = compositions.find((one) => one.kind === (kind ?? begun)) ?? compositions[0];
  if (chosen === undefined) return null;
  return (
    <Tabs
      value={chosen.kind}
      onChange={setKind}
      variant="pills"
      keepMounted={false}
      className={classes.composer}
    >
      <Tabs.List aria-label="Write down" className={classes.kinds}>
        {compositions.map((one) => (
          <KindTab key={one.kind} composition={one} />
        ))}
      </Tabs.List>
      <Tabs.Panel value={chosen.kind} pt="sm">
        <ComposerForm
          key={chosen.kind}
          composition={chosen}
          title={kindWords[chosen.kind].title}
          about={meta}
          record={record}
        />
      </Tabs.Panel>
    </Tabs>
  );
}

function KindTab({ composition }: { composition: Composition }) {
  const { title, icon: KindIcon } = kindWords[composition.kind];
  return (
    <Tabs.Tab value={composition.kind} leftSection={<KindIcon size={16} stroke={1.6} aria-hidden="true" />}>
      {title}
    </Tabs.Tab>
  );
}
