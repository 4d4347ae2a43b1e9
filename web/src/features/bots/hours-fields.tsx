/** When people are there for the customers of a bot: hours of each day of the week, and holidays. */
import { ActionIcon, Button, Group, Select, Stack, Switch, Text, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useMe } from "../../api/me";
import { Section } from "../../design/section";
import { timeZones } from "../../design/time-zones";
import type { BotSettings } from "./bot-settings";
import classes from "./hours-fields.module.css";
import {
  type Day,
  days,
  dayWords,
  type OpeningHours,
  officeHours,
  type Span,
  spansFault,
} from "./opening-hours";

interface HoursFieldsProps {
  form: UseFormReturnType<BotSettings>;
}

export function HoursFields({ form }: HoursFieldsProps) {
  const { time_zone } = useMe().workspace;
  const { hours } = form.values;
  const change = (changes: Partial<OpeningHours>) =>
    hours !== null && form.setFieldValue("hours", { ...hours, ...changes });
  return (
    <Section
      title="When people are there"
      about="Outside these hours customers are told when somebody is back, and no answer is due."
    >
      <Switch
        label="People are there at set hours only"
        checked={hours !== null}
        onChange={(event) =>
          form.setFieldValue("hours", event.currentTarget.checked ? officeHours(time_zone) : null)
        }
      />
      {hours !== null && (
        <>
          <Select
            label="Time zone of these hours"
            maw={360}
            data={timeZones(hours.time_zone)}
            searchable
            limit={80}
            allowDeselect={false}
            nothingFoundMessage="No such time zone"
            value={hours.time_zone}
            onChange={(zone) => zone && change({ time_zone: zone })}
          />
          <div className={classes.week}>
            {days.map((day) => (
              <DayHours
                key={day}
                day={day}
                spans={hours.week[day]}
                onChange={(spans) => change({ week: { ...hours.week, [day]: spans } })}
              />
            ))}
          </div>
          <Holidays hours={hours} onChange={(holidays) => change({ holidays })} />
        </>
      )}
      {form.errors.hours && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {form.errors.hours}
        </Text>
      )}
    </Section>
  );
}

interface DayHoursProps {
  day: Day;
  spans: Span[];
  onChange: (spans: Span[]) => void;
}

const mostSpans = 6;

function DayHours({ day, spans, onChange }: DayHoursProps) {
  const name = dayWords[day];
  const fault = spansFault(spans);
  function put(index: number, changes: Partial<Span>) {
    onChange(spans.map((span, at) => (at === index ? { ...span, ...changes } : span)));
  }
  return (
    <div className={classes.day}>
      <span className={classes.dayName}>{name}</span>
      <Stack gap={6}>
        {spans.length === 0 && (
          <Text c="dimmed" lh="30px">
            Closed
          </Text>
        )}
        {spans.map((span, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: spans have no name but their place
          <Group key={index} gap={6} wrap="nowrap">
            <TimeField
              label={`${name} opens${index > 0 ? ` (${index + 1})` : ""}`}
              value={span.opens}
              onChange={(opens) => put(index, { opens })}
            />
            <span>to</span>
            <TimeField
              label={`${name} closes${index > 0 ? ` (${index + 1})` : ""}`}
              value={span.closes}
              onChange={(closes) => put(index, { closes })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={30}
              aria-label={`Remove ${span.opens} to ${span.closes} on ${name}`}
              onClick={() => onChange(spans.filter((_, at) => at !== index))}
            >
              <IconX size={14} aria-hidden="true" />
            </ActionIcon>
          </Group>
        ))}
        {fault && (
          <Text size="xs" c="var(--mantine-color-error)">
            {fault}
          </Text>
        )}
      </Stack>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconPlus size={14} aria-hidden="true" />}
        aria-label={`Add hours on ${name}`}
        disabled={spans.length >= mostSpans}
        onClick={() => onChange([...spans, nextSpan(spans)])}
      >
        Add
      </Button>
    </div>
  );
}

function nextSpan(spans: Span[]): Span {
  const last = spans.at(-1);
  return last === undefined ? { opens: "09:00", closes: "17:00" } : { opens: last.closes, closes: "24:00" };
}

interface TimeFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function TimeField({ label, value, onChange }: TimeFieldProps) {
  return (
    <TextInput
      size="xs"
      w={68}
      aria-label={label}
      inputMode="numeric"
      maxLength={5}
      placeholder="09:00"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => /^\d:[0-5]\d$/.test(value) && onChange(`0${value}`)}
    />
  );
}

interface HolidaysProps {
  hours: OpeningHours;
  onChange: (holidays: OpeningHours["holidays"]) => void;
}

function Holidays({ hours, onChange }: HolidaysProps) {
  const { holidays } = hours;
  return (
    <Stack gap={6} align="flex-start">
      <Text fw={500}>Holidays</Text>
      {holidays.map((holiday, index) => {
        const put = (changes: Partial<typeof holiday>) =>
          onChange(holidays.map((one, at) => (at === index ? { ...one, ...changes } : one)));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a holiday has no name but its place until it is filled in
          <Group key={index} gap={6} wrap="nowrap">
            <TextInput
              type="date"
              size="xs"
              aria-label={`Day of holiday ${index + 1}`}
              value={holiday.date}
              onChange={(event) => put({ date: event.currentTarget.value })}
            />
            <TextInput
              size="xs"
              aria-label={`Name of holiday ${index + 1}`}
              placeholder="Name"
              maxLength={200}
              value={holiday.name}
              onChange={(event) => put({ name: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={30}
              aria-label={`Remove holiday ${index + 1}`}
              onClick={() => onChange(holidays.filter((_, at) => at !== index))}
            >
              <IconX size={14} aria-hidden="true" />
            </ActionIcon>
          </Group>
        );
      })}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden="true" />}
        onClick={() => onChange([...holidays, { date: "", name: "" }])}
      >
        Add a holiday
      </Button>
    </Stack>
  );
}
