import { targetLabel, type ImportKind } from '../vocabulary/index.ts';
import { headingKey } from '../vocabulary/targets.ts';

/** How a list was read when somebody confirmed it: `fields[i]` is fed by `headings[i]`, '' where nothing is. */
export type RememberedMapping = { headings: readonly string[]; fields: readonly string[] };

/** The mapping of the newest list with the same headings in the same order; fields that are no more are left out. */
export function recall(
	headings: readonly string[],
	mappings: readonly RememberedMapping[],
	kind: ImportKind,
): (string | null)[] | undefined {
	const keys = headings.map(headingKey);
	const same = mappings.find(
		(one) =>
			one.headings.length === keys.length && one.headings.every((key, at) => key === keys[at]),
	);
	return same?.fields.map((field) => (targetLabel(kind, field) === undefined ? null : field));
}
