/** Table and question (both from 1 on) as the address of a 討議シート names them; undefined when it does not. */
export function sheetWanted(
	search: URLSearchParams,
): { table: number; pillar: number } | undefined {
	const [table, pillar] = ['table', 'pillar'].map((name) => {
		const text = search.get(name) ?? '';
		return /^\d{1,3}$/.test(text) ? Number(text) : 0;
	});
	return table && pillar ? { table, pillar } : undefined;
}
