import { randomUUID } from 'node:crypto';

/** A finished page as every visitor who is not signed in gets it. */
export type FinishedPage = { html: string; headers: readonly [string, string][] };

export type PageCache = {
	/** The page, with form tokens of its own; undefined when it has to be made. */
	find: (operatorId: string, key: string, at: number) => FinishedPage | undefined;
	/** Remember this before the page is made, and give it to `keep`. */
	generation: (operatorId: string) => number;
	/** Keeps a page unless something of the operator changed while it was being made. */
	keep: (
		operatorId: string,
		key: string,
		made: { generation: number; at: number; page: FinishedPage },
	) => void;
	/** Something of this operator changed. */
	drop: (operatorId: string) => void;
	/** Changes may have been missed. */
	dropAll: () => void;
};

type Kept = { page: FinishedPage; until: number; bytes: number };
type Shelf = { generation: number; pages: Map<string, Kept>; bytes: number };

/**
 * Public pages of one process, exact: dropped by every change of their operator, and at the latest after `seconds`
 * (pages name today). Bounded by `bytes` an operator; the page that was not asked for longest goes first.
 */
export function makePageCache({ seconds, bytes }: { seconds: number; bytes: number }): PageCache {
	const shelves = new Map<string, Shelf>();

	function shelfOf(operatorId: string): Shelf {
		let shelf = shelves.get(operatorId);
		if (!shelf) shelves.set(operatorId, (shelf = { generation: 0, pages: new Map(), bytes: 0 }));
		return shelf;
	}

	function take(shelf: Shelf, key: string): Kept | undefined {
		const kept = shelf.pages.get(key);
		if (!kept) return undefined;
		shelf.pages.delete(key);
		shelf.bytes -= kept.bytes;
		return kept;
	}

	function put(shelf: Shelf, key: string, kept: Kept): void {
		shelf.pages.set(key, kept);
		shelf.bytes += kept.bytes;
	}

	function drop(operatorId: string): void {
		const shelf = shelfOf(operatorId);
		shelf.generation++;
		shelf.pages.clear();
		shelf.bytes = 0;
	}

	return {
		find(operatorId, key, at) {
			const shelf = shelfOf(operatorId);
			const kept = take(shelf, key);
			if (!kept || kept.until <= at) return undefined;
			put(shelf, key, kept);
			return { ...kept.page, html: withOwnTokens(kept.page.html) };
		},
		generation: (operatorId) => shelfOf(operatorId).generation,
		keep(operatorId, key, { generation, at, page }) {
			const shelf = shelfOf(operatorId);
			const size = page.html.length * 2;
			if (generation !== shelf.generation || size > bytes) return;
			take(shelf, key);
			put(shelf, key, { page, until: at + seconds * 1_000, bytes: size });
			for (const oldest of shelf.pages.keys()) {
				if (shelf.bytes <= bytes) break;
				take(shelf, oldest);
			}
		},
		drop,
		dropAll() {
			for (const operatorId of shelves.keys()) drop(operatorId);
		},
	};
}

/** Two visitors never share the token that makes a form one act. */
function withOwnTokens(html: string): string {
	return html.replace(
		/(name="once" value=")[0-9a-f-]{36}/g,
		(_whole, start: string) => start + randomUUID(),
	);
}
