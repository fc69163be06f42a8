import { organisationTargets } from './organisations.ts';
import { peopleTargets } from './people.ts';
import { placeTargets } from './places.ts';
import type { Target } from './targets.ts';

export const importKinds = ['organisations', 'places', 'people'] as const;
export type ImportKind = (typeof importKinds)[number];

export const targetsOf: Record<ImportKind, readonly Target[]> = {
	organisations: organisationTargets,
	places: placeTargets,
	people: peopleTargets,
};

/** The columns of our own templates and exports, in their order: all fields, no parts. */
export function columnsOf(kind: ImportKind): { field: string; heading: string }[] {
	return targetsOf[kind]
		.filter(({ partOf }) => partOf === undefined)
		.map(({ field, names }) => ({ field, heading: names[0] ?? '' }));
}

/** The heading by which a target is called on pages; undefined when there is no such target. */
export function targetLabel(kind: ImportKind, field: string): string | undefined {
	return targetsOf[kind].find((target) => target.field === field)?.names[0];
}
