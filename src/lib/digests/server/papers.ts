import { titleOf } from '../../gatherings/sessions/server/papers/session-set.ts';
import { sessionOrRefuse } from '../../gatherings/server/queries.ts';
import { formatTimeRange, formatVagueDate } from '../../kernel/dates.ts';
import type { Locale } from '../../kernel/display.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { say } from '../../kernel/say.ts';
import type { Operator } from '../../operators/rules.ts';
import type { Block, PaperDocument } from '../../papers/document.ts';
import type { PaperKind, PaperPart } from '../../papers/server/kinds.ts';
import { m } from '../../paraglide/messages.js';
import { maySend } from '../rules.ts';
import { digestOf, type Digest } from './content.ts';

/** お便り on paper, for those without mail: the same as on the page, for FAX and post. */
const digestPart: PaperPart<Digest> = {
	name: 'digest',
	title: 'digests_title',
	hint: 'digests_paper_hint',
	isUsual: true,
	load: ({ subject, operator, locale }) =>
		Promise.resolve({ document: documentOf(subject, { operator, locale }) }),
};

export const digestPaper: PaperKind<Digest> = {
	name: 'session.digest',
	addressOf: null,
	formats: ['pdf', 'docx'],
	isForAll: false,
	async open(tx, actor, id) {
		const { scope } = await sessionOrRefuse(tx, actor, id);
		if (!maySend(actor, scope)) throw new Refusal('not-found', 'refusal_not_found');
		return digestOf(tx, actor.operatorId, id);
	},
	titleOf: ({ session }, locale) =>
		`${m.digests_title({}, { locale })} ${titleOf(session, locale)}`,
	backOf: ({ session }) => ({
		path: `/desk/sessions/${session.id}/digest`,
		label: m.digests_title(),
	}),
	versionOf: () => '',
	parts: [digestPart],
};

function documentOf(
	digest: Digest,
	{ operator, locale }: { operator: Operator; locale: Locale },
): PaperDocument {
	const words = { locale };
	const heading = (text: string): Block => ({ kind: 'heading', level: 2, text });
	const listOr = (items: string[], none: string): Block =>
		items.length > 0 ? { kind: 'list', items } : { kind: 'text', text: none };
	const { session, agreed, parked, published } = digest;
	return {
		title: `${m.digests_title({}, words)}　${titleOf(session, locale)}`,
		note: '',
		blocks: [
			{ kind: 'text', text: m.digests_paper_greeting({ operator: operator.name }, words) },
			heading(m.digests_agreed({}, words)),
			listOr(
				agreed.map(({ text, whoDoes, byWhen }) => {
					const more = [whoDoes, byWhen].filter(Boolean).join('・');
					return more ? `${text}（${more}）` : text;
				}),
				m.digests_agreed_none({}, words),
			),
			heading(m.digests_parked({}, words)),
			listOr(
				parked.map(({ text }) => text),
				m.digests_parked_none({}, words),
			),
			...(published.length > 0
				? [
						heading(m.digests_published({}, words)),
						listOr(
							published.map(
								({ kind, title }) => `${title}（${say(`search_kind_${kind}`, locale)}）`,
							),
							'',
						),
					]
				: []),
			heading(m.digests_next({}, words)),
			...nextTime(digest, locale),
			{
				kind: 'strong',
				text: m.digests_paper_telephone(
					{ operator: operator.name, telephone: operator.telephone },
					words,
				),
			},
		],
	};
}

function nextTime({ next, session }: Digest, locale: Locale): Block[] {
	const words = { locale };
	if (!next) return [{ kind: 'text', text: session.nextTime || m.digests_next_none({}, words) }];
	const times = next.startsAt
		? `　${formatTimeRange(next.startsAt, next.endsAt ?? undefined, locale)}`
		: '';
	const when = `${formatVagueDate(next.when, { weekday: true, locale })}${times}`;
	const place = [next.placeName, next.placeAddress].filter(Boolean).join('　');
	return [
		{
			kind: 'facts',
			rows: [
				{ label: m.digests_next_what({}, words), value: titleOf(next, locale) },
				{ label: m.gatherings_col_when({}, words), value: when },
				...(place ? [{ label: m.gatherings_col_place({}, words), value: place }] : []),
			],
		},
	];
}
