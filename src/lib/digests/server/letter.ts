import { formatTimeRange, formatVagueDate } from '../../kernel/dates.ts';
import type { Operator } from '../../operators/rules.ts';
import { m } from '../../paraglide/messages.js';
import type { Digest } from './content.ts';

/** Letters are in Japanese: which language a receiver reads is not known. */
const inJapanese = { locale: 'ja' } as const;

type About = { operator: Operator; base: string; tasks: number; secret: string };

/** Plain text: public titles, counts, date and place, and where to read the rest. Nothing that anybody said. */
export function letterFor(
	digest: Digest,
	{ operator, base, tasks, secret }: About,
): { subject: string; body: string } {
	const { session, agreed, parked, published } = digest;
	const blanks = { operator: operator.name, title: session.title };
	return {
		subject: m.digests_mail_subject(blanks, inJapanese),
		body: [
			m.digests_mail_greeting(blanks, inJapanese),
			m.digests_mail_counts(
				{ agreed: agreed.length, parked: parked.length, published: published.length },
				inJapanese,
			),
			`${m.digests_mail_page({}, inJapanese)}\n${base}/sessions/${session.id}/digest`,
			nextTime(digest, base),
			...(tasks > 0 ? [`${m.digests_mail_tasks({ count: tasks }, inJapanese)}\n${base}/me`] : []),
			m.digests_mail_telephone(operator, inJapanese),
			`${m.digests_mail_stop({}, inJapanese)}\n${base}/digests/${secret}`,
		].join('\n\n'),
	};
}

function nextTime({ next }: Digest, base: string): string {
	if (!next) return m.digests_mail_next_none({}, inJapanese);
	const { title, when, startsAt, endsAt, placeName } = next;
	const times = startsAt ? `　${formatTimeRange(startsAt, endsAt ?? undefined)}` : '';
	return [
		m.digests_mail_next({}, inJapanese),
		title,
		`${formatVagueDate(when, { weekday: true })}${times}`,
		...(placeName ? [placeName] : []),
		`${base}/sessions/${next.id}`,
	].join('\n');
}
