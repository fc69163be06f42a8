import { openDB } from 'idb';

/** What was written on this device and is not saved yet: it outlives the tab, the battery and the way home. */
export type Outbox<Wish> = {
	all: () => Promise<Wish[]>;
	put: (wish: Wish) => Promise<void>;
	remove: (ids: readonly string[]) => Promise<void>;
};

/** A browser that keeps nothing (private windows of some) still sends; the page says so by its counter only. */
export async function openOutbox<Wish extends { id: string }>(
	name: string,
	thingId: string,
	wishFrom: (kept: Readonly<Record<string, unknown>>) => Wish | undefined,
): Promise<Outbox<Wish>> {
	try {
		const database = await openDB(`otagaisama-${name}`, 1, {
			upgrade(made) {
				made.createObjectStore('outbox', { autoIncrement: true });
			},
		});
		return {
			async all() {
				const kept: unknown[] = await database.getAll('outbox');
				return kept.flatMap((entry) => {
					if (typeof entry !== 'object' || entry === null) return [];
					// the name of the field is older than other things than boards
					const { board, ...fields } = { board: undefined, ...entry };
					const wish = board === thingId ? wishFrom(fields) : undefined;
					return wish ? [wish] : [];
				});
			},
			async put(wish) {
				const kept = database.transaction('outbox', 'readwrite', { durability: 'strict' });
				await kept.store.add({ ...wish, board: thingId });
				await kept.done;
			},
			async remove(ids) {
				const kept = database.transaction('outbox', 'readwrite');
				for (let at = await kept.store.openCursor(); at; at = await at.continue()) {
					if (ids.includes(at.value.id)) await at.delete();
				}
				await kept.done;
			},
		};
	} catch {
		return { all: async () => [], put: async () => undefined, remove: async () => undefined };
	}
}
