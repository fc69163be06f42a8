/** What somebody asks of a list; part of the address, so that it can be kept, sent and printed. */
export type ListRequest = {
	/** Plain text to look for; '' for none. */
	q: string;
	/** From 1. */
	page: number;
	size: number;
	sort: string;
	descending: boolean;
	filters: Readonly<Record<string, string>>;
	/** Whether it matters how many there are in all; a page that shows the first few does not ask. */
	counted?: false;
};

export type ListResult<Row> = { rows: Row[]; total: number; request: ListRequest };

export type ListOptions = {
	/** The sort keys this list knows; the first is the standard one. */
	sorts: readonly [string, ...string[]];
	descending?: boolean;
	/** The filter names this list knows. */
	filters?: readonly string[];
	size?: number;
};

const longestQuery = 100;
const lastPage = 10_000;

/** Reads a list request from an address. Unknown sorts, filters and pages fall back to the standard. */
export function listRequest(search: URLSearchParams, options: ListOptions): ListRequest {
	const asked = search.get('sort') ?? '';
	const sort = options.sorts.find((key) => key === asked) ?? options.sorts[0];
	const order = search.get('order');
	const page = Number.parseInt(search.get('page') ?? '1', 10);
	const filters: Record<string, string> = {};
	for (const name of options.filters ?? []) {
		const value = search.get(name)?.trim().slice(0, longestQuery);
		if (value) filters[name] = value;
	}
	return {
		q: (search.get('q') ?? '').trim().slice(0, longestQuery),
		page: Number.isFinite(page) ? Math.min(Math.max(page, 1), lastPage) : 1,
		size: options.size ?? 20,
		sort,
		descending: order === 'desc' || (order !== 'asc' && (options.descending ?? false)),
		filters,
	};
}

/** How many rows there are in all, or on this page where nobody asked: a statement less. */
export async function totalOf(
	request: ListRequest,
	rows: readonly unknown[],
	count: () => PromiseLike<{ total: number }[]>,
): Promise<number> {
	if (request.counted === false) return rows.length;
	const [counted] = await count();
	return counted?.total ?? 0;
}

/** The rows to skip before the page begins. */
export function offsetOf(request: ListRequest): number {
	return (request.page - 1) * request.size;
}

/** The address of the same list with something changed; going to another order starts at page 1. */
export function listAddress(
	request: ListRequest,
	change: Partial<Pick<ListRequest, 'page' | 'sort' | 'descending'>>,
): string {
	const next = { ...request, ...change };
	const search = new URLSearchParams();
	if (next.q) search.set('q', next.q);
	for (const [name, value] of Object.entries(next.filters)) search.set(name, value);
	search.set('sort', next.sort);
	search.set('order', next.descending ? 'desc' : 'asc');
	if (next.page > 1) search.set('page', String(next.page));
	return `?${search.toString()}`;
}
