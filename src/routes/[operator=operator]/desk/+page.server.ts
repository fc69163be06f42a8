import { mayHandle, mayOpenDesk } from '#lib/concerns/rules.ts';
import { countWaitingForSecondEye, listUntriaged } from '#lib/concerns/server/queries.ts';
import { listComingSessions } from '#lib/gatherings/server/queries.ts';
import { moderationWaiting } from '#lib/issues/server/comments.ts';
import { isSecretariat } from '#lib/kernel/actor.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { maySeeCare } from '#lib/operators/rules.ts';
import { listWaiting } from '#lib/outcomes/server/queries.ts';
import { hasGuardedRole, maySeeAudit, maySeePeople } from '#lib/people/rules.ts';
import { endingSoon } from '#lib/people/server/queries.ts';
import { now } from '#lib/server/application.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

/** What waits, for whom it waits: each person sees the part that is theirs. */
export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, hasGuardedRole);
	const at = now();
	const today = dateInTokyo(at);
	const few = { ...listRequest(new URLSearchParams(), { sorts: ['waiting'] }), size: 5 };
	return read(event, async (tx) => ({
		now: at,
		may: {
			handle: mayHandle(actor),
			people: maySeePeople(actor),
			audit: maySeeAudit(actor),
			more: isSecretariat(actor),
			care: maySeeCare(actor),
		},
		untriaged: mayOpenDesk(actor) ? await listUntriaged(tx, actor, few) : null,
		waiting: mayHandle(actor)
			? {
					texts: await countWaitingForSecondEye(tx, actor),
					comments: await moderationWaiting(tx, actor),
					outcomes: (await listWaiting(tx, actor)).filter(({ isMine }) => !isMine).length,
				}
			: null,
		sessions: await listComingSessions(tx, actor, 4, today),
		endingSoon: await endingSoon(tx, actor, today),
	}));
};
