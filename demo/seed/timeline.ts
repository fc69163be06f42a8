/**
 * Everything in the demo region happens in the order in which it would have happened, so that numbers,
 * histories and the audit trail read like those of a council. Each story waits for its moments; the
 * timeline wakes the story whose moment comes first. What would happen after today does not happen.
 */
export type Timeline = {
	/** The moment at which the running story stands. */
	now: () => Date;
	/** A little later: nobody does two things at once. */
	tick: (seconds: number) => void;
	/** Waits for a moment. A moment after today never comes: the story ends there. */
	until: (moment: Date) => Promise<void>;
	/** Adds a story; it begins at its moment. */
	begin: (moment: Date, story: () => Promise<void>) => void;
	/** Lets all stories happen. */
	run: (report?: (moment: Date) => void) => Promise<void>;
};

class StillToCome extends Error {}

type Waiting = { at: number; order: number; wake: () => void };

export function openTimeline(start: Date, end: Date): Timeline {
	const waiting: Waiting[] = [];
	let now = start.getTime();
	let order = 0;
	let failure: unknown;
	// given back by the story that was woken, when it waits again or is over
	let baton = Promise.withResolvers<undefined>();

	function queue(moment: Date, wake: () => void): void {
		order += 1;
		const entry = { at: Math.max(moment.getTime(), now), order, wake };
		let place = waiting.length;
		while (place > 0 && isLater(waiting[place - 1], entry)) place -= 1;
		waiting.splice(place, 0, entry);
	}

	async function tell(story: () => Promise<void>): Promise<void> {
		try {
			await story();
		} catch (thrown) {
			if (!(thrown instanceof StillToCome)) failure ??= thrown;
		}
		baton.resolve(undefined);
	}

	return {
		now: () => new Date(now),
		tick: (seconds) => {
			now = Math.min(now + seconds * 1_000, end.getTime());
		},
		until(moment) {
			if (moment > end) throw new StillToCome();
			return new Promise((wake) => {
				queue(moment, wake);
				baton.resolve(undefined);
			});
		},
		begin(moment, story) {
			if (moment <= end) queue(moment, () => void tell(story));
		},
		async run(report) {
			for (let next = waiting.shift(); next; next = waiting.shift()) {
				now = Math.max(now, next.at);
				report?.(new Date(now));
				baton = Promise.withResolvers<undefined>();
				next.wake();
				await baton.promise;
				if (failure) throw failure;
			}
		},
	};
}

function isLater(one: Waiting | undefined, other: Waiting): boolean {
	return (
		one !== undefined && (one.at > other.at || (one.at === other.at && one.order > other.order))
	);
}
