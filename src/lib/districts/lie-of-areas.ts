import type { PlainDate } from '../kernel/dates.ts';
import type { Bounds, MultiPolygon } from './geometry.ts';

/** Where an area lies, from a day on; `validUntil` is the first day on which it no longer does. */
export type Boundary = Bounds & {
	validFrom: PlainDate;
	validUntil: PlainDate | null;
	geometry: MultiPolygon;
};

/** What a file can say of an area: how long it holds, its boundaries in versions, its 町丁目 in their order. */
export type Lie = {
	name: string;
	validUntil: PlainDate | null;
	boundaries: readonly Boundary[];
	towns: readonly string[];
};

/**
 * A new boundary from a day on: the one before ends there, one of the same day is replaced. Undefined when a later one is
 * there already.
 */
export function redrawn(lie: Lie, drawn: Boundary): Lie | undefined {
	const { validFrom: from } = drawn;
	if (lie.boundaries.some(({ validFrom }) => validFrom > from)) return undefined;
	const before = lie.boundaries
		.filter(({ validFrom }) => validFrom < from)
		.map((one) => (one.validUntil === null ? { ...one, validUntil: from } : one));
	const same = lie.boundaries.find(({ validFrom }) => validFrom === from);
	const isSame = JSON.stringify(same?.geometry) === JSON.stringify(drawn.geometry);
	return isSame ? lie : { ...lie, boundaries: [...before, drawn] };
}
