import type { PlainDate } from '../kernel/dates.ts';

/** 圏域 as pages show it. */
export type Area = {
	id: string;
	name: string;
	nameKana: string;
	partitionId: string;
	partitionName: string;
	kind: 'ground' | 'building';
};

/** A span of days: from `validFrom` on, up to but not including `validUntil`. */
export type Validity = { validFrom: PlainDate; validUntil: PlainDate | null };

export function isValidOn(span: Validity, date: PlainDate): boolean {
	return span.validFrom <= date && (span.validUntil === null || date < span.validUntil);
}

/** Areas in the order of their partitions, for select fields with a heading per partition. */
export function byPartition(areas: readonly Area[]): { partition: string; areas: Area[] }[] {
	const groups = new Map<string, Area[]>();
	for (const area of areas) {
		const group = groups.get(area.partitionName) ?? [];
		group.push(area);
		groups.set(area.partitionName, group);
	}
	return [...groups].map(([partition, members]) => ({ partition, areas: members }));
}
