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

/** One way to divide the ground. */
export type Partition = { id: string; name: string; askedOfResidents: boolean };

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

/** One line of a list of areas as the office types it: 北浜東, or 北浜東（きたはまひがし）, or 北浜東 きたはまひがし. */
export type TypedArea = { name: string; nameKana: string };

const withReading =
	/^(.+?)(?:[、,\t 　]+|\s*[（(])([\p{Script=Hiragana}\p{Script=Katakana}ー・ 　]+)[）)]?$/u;

/** Reads a list with one area per line; an empty line means nothing, a name twice is one area. */
export function typedAreas(text: string): TypedArea[] {
	const areas = new Map<string, TypedArea>();
	for (const line of text
		.split('\n')
		.map((part) => part.trim())
		.filter(Boolean)) {
		const [, name, nameKana] = withReading.exec(line) ?? [];
		const area = { name: (name ?? line).trim(), nameKana: (nameKana ?? '').trim() };
		if (!areas.has(area.name)) areas.set(area.name, area);
	}
	return [...areas.values()];
}
