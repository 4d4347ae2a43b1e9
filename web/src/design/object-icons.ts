/** The sign of each kind of record. */
import {
  type Icon,
  IconActivity,
  IconAddressBook,
  IconBriefcase,
  IconCalendar,
  IconCalendarEvent,
  IconCheckbox,
  IconMail,
  IconMessage,
  IconNote,
  IconPhone,
  IconPresentation,
  IconRoute,
  IconSchool,
  IconSpeakerphone,
  IconTable,
  IconUserPlus,
  IconUsers,
} from "@tabler/icons-react";

const byObject: Record<string, Icon> = {
  contacts: IconAddressBook,
  leads: IconUserPlus,
  pipelines: IconRoute,
  deals: IconBriefcase,
  tasks: IconCheckbox,
  campaigns: IconSpeakerphone,
  courses: IconSchool,
  trainers: IconPresentation,
  batches: IconCalendar,
  learners: IconUsers,
  activities: IconActivity,
  notes: IconNote,
  emails: IconMail,
  calls: IconPhone,
  meetings: IconCalendarEvent,
  messages: IconMessage,
};

/** By the names that definitions give, so that an object added later may take a sign that is here already. */
const byName: Record<string, Icon> = {
  activity: IconActivity,
  "address-book": IconAddressBook,
  briefcase: IconBriefcase,
  calendar: IconCalendar,
  "calendar-event": IconCalendarEvent,
  checkbox: IconCheckbox,
  mail: IconMail,
  message: IconMessage,
  note: IconNote,
  phone: IconPhone,
  presentation: IconPresentation,
  route: IconRoute,
  school: IconSchool,
  speakerphone: IconSpeakerphone,
  "user-plus": IconUserPlus,
  users: IconUsers,
};

export function objectIcon(object: string, name?: string): Icon {
  return byName[name ?? ""] ?? byObject[object] ?? IconTable;
}
