import type { Actor } from '../../../../kernel/actor.ts';
import { formatTimeRange, formatVagueDate } from '../../../../kernel/dates.ts';
import type { Locale } from '../../../../kernel/display.ts';
import type { PaperKind, PaperPart } from '../../../../papers/server/kinds.ts';
import { m } from '../../../../paraglide/messages.js';
import type { Tx } from '../../../../server/db.ts';
import { workPage, type SessionPage } from '../detail.ts';

/** 当日の紙一式: everything that is handed out or written on at one session, in one file. */
export function sessionSet(parts: readonly PaperPart<SessionPage>[]): PaperKind<SessionPage> {
	return {
		name: 'session.set',
		addressOf: (id) => ({ kind: 'session', path: `/desk/sessions/${id}/typing` }),
		formats: ['pdf'],
		isForAll: false,
		open: (tx: Tx, actor: Actor, id: string) => workPage(tx, actor, id),
		titleOf: ({ session }, locale) => titleOf(session, locale),
		backOf: ({ session }) => ({
			path: `/desk/sessions/${session.id}/papers`,
			label: m.papers_session_title(),
		}),
		versionOf: () => '',
		parts,
	};
}

type Named = Pick<SessionPage['session'], 'title' | 'ordinal'>;

/** 第2回　夕方の公園を考える */
export function titleOf({ title, ordinal }: Named, locale: Locale): string {
	if (ordinal === null) return title;
	return `${m.gatherings_ordinal({ count: ordinal }, { locale })}　${title}`;
}

/** Below the title of every paper of a session: what, when, where. */
export function leadOf({ session }: SessionPage, locale: Locale): string[] {
	const { heldWhen, startsAt, endsAt, placeName } = session;
	const times = startsAt ? `　${formatTimeRange(startsAt, endsAt ?? undefined, locale)}` : '';
	const day = formatVagueDate(heldWhen, { weekday: true, locale });
	return [titleOf(session, locale), `${day}${times}`, placeName];
}
