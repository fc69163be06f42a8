import { say } from '#lib/kernel/say.ts';
import { m } from '#lib/paraglide/messages.js';
import type { SaidKind } from '../sessions/rules.ts';
import type { Opinion, Pillar, SessionPage } from '../sessions/server/detail.ts';

/** Something that was said under a question, as it is offered: what it is, from which position, and what it is already. */
export type Saying = { key: string; kind: SaidKind; text: string; hint: string };

/** What was said under one question: the lines that sum up, まとまり, then every opinion. */
export function sayingsOf(page: SessionPage, { id, summary }: Pillar): Saying[] {
	const here = <T extends { pillarId: string }>(rows: readonly T[]) =>
		rows.filter(({ pillarId }) => pillarId === id);
	const said: { kind: SaidKind; id: string; text: string; words: string }[] = [
		...(summary
			? [{ kind: 'pillar' as const, id, text: summary, words: m.gatherings_said_pillar() }]
			: []),
		...here(page.summaries).map(({ id, table, text }) => ({
			...{ kind: 'sheet' as const, id, text },
			words: m.gatherings_said_sheet({ table }),
		})),
		...here(page.groups).map(({ id, name }) => ({
			...{ kind: 'group' as const, id, text: name },
			words: m.gatherings_said_group(),
		})),
		...here(page.opinions)
			.filter(({ state }) => state === 'kept')
			.map((opinion) => ({
				...{ kind: 'opinion' as const, id: opinion.id, text: opinion.text },
				words: wordsOf(opinion),
			})),
	];
	return said.map(({ words, ...one }) => ({
		...{ key: `${one.kind}:${one.id}`, kind: one.kind, text: one.text },
		hint: [words, standingOf(page, one.id)].filter(Boolean).join('　'),
	}));
}

function wordsOf({ isNote, actorGroup }: Opinion): string {
	const what = isNote ? m.gatherings_said_note() : m.gatherings_said_opinion();
	return actorGroup ? `${what}（${say(`organisations_group_${actorGroup}`)}）` : what;
}

/** Among which results it stands already. */
function standingOf({ results }: SessionPage, id: string): string {
	const kinds = results.flatMap(({ originId, kind }) =>
		originId === id ? [say(`gatherings_result_${kind}`)] : [],
	);
	return kinds.length > 0 ? m.gatherings_said_in({ kinds: kinds.join('、') }) : '';
}
