import { newId } from '#lib/server/application.ts';
import { searchText } from '#lib/server/search.ts';
import { makeIssue, moveIssue } from '#lib/issues/server/commands.ts';
import type { IssueAct, IssueState } from '#lib/issues/rules.ts';
import { context, ownerQuery } from './database.ts';
import type { aCouncil } from './people.ts';

type Council = Awaited<ReturnType<typeof aCouncil>>;

/** De-identified texts that two persons have published, each told by somebody else. */
export async function publishedConcerns(
	council: Council,
	texts: readonly string[],
	options: { area?: string; telephone?: string } = {},
): Promise<string[]> {
	const ids: string[] = [];
	for (const text of texts) {
		const id = newId();
		await ownerQuery(
			`insert into concerns (operator_id, id, number, state, kind, about, body, area_id, contact_telephone, anonymous_use, channel, received_at,
				entered_at, changed_at, deidentified_text, deidentified_state, deidentified_by, deidentified_at,
				published_by, published_at, search_text, deidentified_search_text)
			values ($1, $2::uuid, $2::text, 'forGrouping', 'need', 'self', 'raw words', $3, $4, 'yes', 'phone', now(),
				now(), now(), $5, 'published', $6, now(), $7, now(), 'raw words', $8)`,
			[
				council.operatorId,
				id,
				options.area ?? null,
				options.telephone ?? '',
				text,
				council.sato.personId,
				council.kato.personId,
				searchText(text),
			],
		);
		ids.push(id);
	}
	return ids;
}

export const anIssueForm = {
	title: '夕方から夜、子どもが一人で過ごしている',
	titleKana: 'ゆうがたからよる、こどもがひとりですごしている',
	description: '保護者の帰りが遅い家庭の子どもが、夕方から夜まで一人で過ごしています。',
	wall: '学校は下校のあとに関われず、学童は6時で終わります。',
	theme: 'children',
	areas: [] as string[],
};

/** A candidate written by 佐藤, made of as many concerns as are needed. */
export async function aCandidate(
	council: Council,
	form: Partial<typeof anIssueForm> = {},
	voices = 3,
): Promise<string> {
	const concerns = await publishedConcerns(
		council,
		Array.from({ length: voices }, (_, index) => `夕方に子どもが一人でいる ${index}`),
	);
	const { id } = await makeIssue(context(council.sato), { ...anIssueForm, ...form, concerns });
	return id;
}

/** The acts that lead a candidate to a state. */
export const pathTo = {
	candidate: [],
	shared: ['share'],
	deliberating: ['share', 'deliberate'],
	inAction: ['share', 'deliberate', 'act'],
	resolved: ['share', 'deliberate', 'act', 'resolve'],
	handedToPolicy: ['share', 'deliberate', 'act', 'handToPolicy'],
	watching: ['share', 'deliberate', 'act', 'watch'],
	dropped: ['share', 'deliberate', 'act', 'drop'],
	reopened: ['share', 'deliberate', 'act', 'watch', 'reopen'],
} as const satisfies Record<IssueState, readonly IssueAct[]>;

/** An issue in a state, brought there by 加藤 along the lawful moves. */
export async function anIssueIn(
	council: Council,
	state: IssueState,
	form: Partial<typeof anIssueForm> = {},
	voices = 3,
): Promise<string> {
	const id = await aCandidate(council, form, voices);
	for (const act of pathTo[state]) {
		await moveIssue(context(council.kato), {
			id,
			act,
			reason: '話し合って決めました',
			checked: 'yes',
		});
	}
	return id;
}
