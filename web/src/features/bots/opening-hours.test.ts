import { expect, it } from "vitest";
import { hoursFault, officeHours, openingHoursOf, spansFault } from "./opening-hours";

it("shows every day, closed where the server names none", () => {
  const hours = openingHoursOf({
    time_zone: "UTC",
    week: { monday: [{ opens: "09:00", closes: "12:00" }] },
    holidays: [],
  });
  expect(hours?.week.monday).toHaveLength(1);
  expect(hours?.week.sunday).toEqual([]);
  expect(openingHoursOf(null)).toBeNull();
});

it("says what is wrong with the spans of a day", () => {
  expect(spansFault([{ opens: "09:00", closes: "24:00" }])).toBeNull();
  expect(spansFault([{ opens: "9", closes: "17:00" }])).toContain("09:00");
  expect(spansFault([{ opens: "17:00", closes: "09:00" }])).toContain("two");
  const overlapping = [
    { opens: "09:00", closes: "13:00" },
    { opens: "12:00", closes: "17:00" },
  ];
  expect(spansFault(overlapping)).toContain("follow");
  const office = officeHours("UTC");
  expect(hoursFault(office)).toBeNull();
  expect(hoursFault({ ...office, week: { ...office.week, friday: overlapping } })).toContain("Friday");
  expect(hoursFault({ ...office, holidays: [{ date: "", name: "" }] })).toContain("holiday");
});
