/** Home is put together here, because one feature may not import another. */
import { TodayFigures } from "../../features/analytics-overview/today-figures";
import { HomePage } from "../../features/home/home-page";

export function HomeRoute() {
  return <HomePage figures={<TodayFigures />} />;
}
