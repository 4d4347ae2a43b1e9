/** A day or a time: typed in the workspace's order or picked from a calendar. Loaded when first needed. */
import "@mantine/dates/styles.css";
import { DateInput } from "@mantine/dates";
import { IconCalendar } from "@tabler/icons-react";
import { useMe } from "../../api/me";
import type { FieldInputProps } from "./field-input";
import { dropdownParts, inputParts } from "./input-parts";
import { dayPattern, momentAt, readWritten, wallTime } from "./written-time";

export function DateField(props: FieldInputProps) {
  const { field, value, onChange } = props;
  const { workspace } = useMe();
  const zone = workspace.time_zone;
  const withTime = field.type === "time";
  const today = wallTime(new Date().toISOString(), zone).slice(0, 10);
  const written = typeof value === "string" && value !== "" ? value : null;
  const shown = withTime && written !== null ? wallTime(written, zone) : written;

  function take(chosen: string | null) {
    if (chosen === null || !withTime) onChange(chosen?.slice(0, 10) ?? null);
    else onChange(momentAt(chosen.length > 10 ? chosen : `${chosen} 09:00:00`, zone));
  }

  return (
    <DateInput
      {...inputParts(props)}
      value={shown}
      onChange={take}
      withTime={withTime}
      clearable={!field.required}
      clearButtonProps={{ "aria-label": `Empty ${field.label}` }}
      valueFormat={dayPattern(workspace.date_order) + (withTime ? " HH:mm" : "")}
      dateParser={(text) => readWritten(text, workspace.date_order, today)}
      firstDayOfWeek={workspace.week_start === "sunday" ? 0 : workspace.week_start === "saturday" ? 6 : 1}
      placeholder={dayPattern(workspace.date_order).toLowerCase() + (withTime ? " hh:mm" : "")}
      leftSection={<IconCalendar size={16} stroke={1.6} aria-hidden="true" />}
      weekendDays={[]}
      popoverProps={dropdownParts(props)}
    />
  );
}
