/** The places as a column that folds to icons, and as a bar at the foot of a phone. */
import { Tooltip, UnstyledButton } from "@mantine/core";
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from "@tabler/icons-react";
import { Link, useLocation } from "@tanstack/react-router";
import { useMe } from "../../api/me";
import classes from "./frame.module.css";
import { isAt, type Place, placesFor } from "./navigation";

interface SideNavigationProps {
  isFolded: boolean;
  onFold: () => void;
}

export function SideNavigation({ isFolded, onFold }: SideNavigationProps) {
  const me = useMe();
  const FoldIcon = isFolded ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  const foldLabel = isFolded ? "Unfold navigation" : "Fold navigation";
  return (
    <>
      <div className={classes.name} data-folded={isFolded}>
        <img src="/favicon.svg" alt="" width={22} height={22} />
        {!isFolded && <span>{me.workspace.name}</span>}
      </div>
      <div className={classes.places}>
        {placesFor(me).map((place) => (
          <PlaceLink key={place.to} place={place} isFolded={isFolded} />
        ))}
      </div>
      <Tooltip label={foldLabel} position="right" disabled={!isFolded}>
        <UnstyledButton
          className={classes.place}
          data-folded={isFolded}
          onClick={onFold}
          aria-label={foldLabel}
        >
          <FoldIcon size={18} stroke={1.6} aria-hidden="true" />
          {!isFolded && <span>Fold</span>}
        </UnstyledButton>
      </Tooltip>
    </>
  );
}

export function BottomBar() {
  const me = useMe();
  return (
    <nav className={classes.bottom} aria-label="Main">
      {placesFor(me).map((place) => (
        <PlaceLink key={place.to} place={place} isBelow />
      ))}
    </nav>
  );
}

interface PlaceLinkProps {
  place: Place;
  isFolded?: boolean;
  isBelow?: boolean;
}

function PlaceLink({ place, isFolded = false, isBelow = false }: PlaceLinkProps) {
  const pathname = useLocation({ select: (location) => location.pathname });
  const isHere = isAt(place, pathname);
  const PlaceIcon = place.icon;
  return (
    <Tooltip label={place.title} position="right" disabled={!isFolded}>
      <Link
        to={place.to}
        className={isBelow ? classes.placeBelow : classes.place}
        data-here={isHere}
        data-folded={isFolded}
        aria-current={isHere ? "page" : undefined}
        aria-label={isFolded ? place.title : undefined}
      >
        <PlaceIcon size={isBelow ? 20 : 18} stroke={1.6} aria-hidden="true" />
        {!isFolded && <span>{place.title}</span>}
      </Link>
    </Tooltip>
  );
}
