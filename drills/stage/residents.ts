/** People who tell something and press the button again until they are answered, as after a lost connection. */
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { aBrowser, hiddenIn } from './browser.ts';
import { slug, type Town } from './town.ts';

export const tellPage = `/${slug}/concerns/new`;

/** What somebody tells; `key` makes it findable. Urgent, so that the secretariat gets a letter. */
export function told(key: string): Record<string, string> {
	return { kind: 'notice', about: 'other', body: key, anonymousUse: 'yes', urgency: 'urgent' };
}

/** A network of its own for everybody: the program counts tries. */
export function aNetwork(): string {
	return `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`;
}

/** Somebody at home, whose form goes through the proxy of their network. */
export function aResident(origin: string | (() => string), publicOrigin?: string) {
	return aBrowser(origin, { network: aNetwork(), ...(publicOrigin && { publicOrigin }) });
}

export type Residents = ReturnType<typeof residents>;

type Told = { statuses: Map<number, number>; acknowledged: Map<string, string> };

/** `count` people who go on telling until they are stopped. */
export function residents(origin: string | (() => string), count: number, publicOrigin?: string) {
	const { statuses, acknowledged }: Told = { statuses: new Map(), acknowledged: new Map() };
	/** Times at which somebody was answered 303. */
	const answeredAt: number[] = [];
	let lostConnections = 0;
	let going = true;

	async function untilAnswered<T>(attempt: () => Promise<T | undefined>): Promise<T | undefined> {
		while (going) {
			try {
				const result = await attempt();
				if (result !== undefined) return result;
			} catch {
				lostConnections++;
			}
			await sleep(25);
		}
		return undefined;
	}

	async function tell(who: number): Promise<void> {
		for (let number = 1; going; number++) {
			const key = `resident-${who}-${number}`;
			const browser = aResident(origin, publicOrigin);
			const form = await untilAnswered(async () => {
				const answer = await browser.ask(tellPage);
				note(answer.status);
				return answer.status === 200 ? hiddenIn(answer.html) : undefined;
			});
			await untilAnswered(async () => {
				const { status, location } = await browser.ask(tellPage, { ...form, ...told(key) });
				note(status);
				if (status !== 303) return undefined;
				acknowledged.set(key, location);
				answeredAt.push(performance.now());
				return true;
			});
		}
	}

	function note(status: number): void {
		statuses.set(status, (statuses.get(status) ?? 0) + 1);
	}

	const telling = Promise.all(Array.from({ length: count }, (_, who) => tell(who)));
	return {
		acknowledged,
		answeredAt,
		statuses,
		lostConnections: () => lostConnections,
		/** Waits until this many more were acknowledged; answers the milliseconds until the first of them. */
		async more(number: number, patience = 60_000): Promise<number> {
			const [before, begin] = [answeredAt.length, performance.now()];
			while (answeredAt.length < before + number) {
				if (performance.now() - begin > patience) throw new Error('nobody is answered any more');
				await sleep(10);
			}
			return (answeredAt[before] ?? begin) - begin;
		},
		async stop(): Promise<void> {
			going = false;
			await telling;
		},
	};
}

export type Kept = { stored: number; lost: number; twice: number; acts: number; letters: number };

/** What became of everything that was told: rows, acts on the trail, letters to the secretariat. */
export async function whatWasKept(
	town: Town,
	acknowledged: ReadonlyMap<string, string>,
): Promise<Kept> {
	const rows = await town.rows<{ body: string }>(
		'select body from concerns where operator_id = $1',
		town.operatorId,
	);
	const bodies = new Set(rows.map(({ body }) => body));
	return {
		stored: rows.length,
		lost: [...acknowledged.keys()].filter((key) => !bodies.has(key)).length,
		twice: rows.length - bodies.size,
		acts: await town.count(
			`audit_trail where operator_id = $1 and act = 'concern.report'`,
			town.operatorId,
		),
		letters: await town.count('mails where operator_id = $1', town.operatorId),
	};
}
