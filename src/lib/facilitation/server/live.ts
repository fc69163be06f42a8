import type { Listener } from '../../boards/server/hub.ts';
import { liveBoards } from '../../boards/server/live.ts';
import { application } from '../../server/application.ts';
import { eventLines, eventStream, streamHeaders } from '../../server/event-stream.ts';
import { listenTo } from '../../server/notices.ts';
import { makeRunHub, type RunHub } from './hub.ts';
import { runsChannel } from './notices.ts';

let running: RunHub | undefined;

/** The sessions under way that somebody follows in this process. */
export function liveRuns(): RunHub {
	if (!running) {
		const hub = makeRunHub();
		listenTo(application().config.databaseUrl, runsChannel, {
			onMessage: hub.notice,
			onGap: hub.lookAgain,
		});
		running = hub;
	}
	return running;
}

type Follower = {
	operatorId: string;
	sessionId: string;
	/** The version on the page, told at once: what changed while the page was made is not missed. */
	version: number;
	/** The board whose notes are on the page. */
	boardId: string | null;
	/** Hears of new notes too; else the board only tells when somebody is shown out. */
	withNotes: boolean;
	participantId: string | null;
};

/** What writes fast is shown in steps. */
const noteStepMs = 2_000;

/**
 * A session under way as server-sent events: `run` with its version at each change, `notes` when its board has more.
 * What they show is fetched as a page. Ends when the participant is shown out.
 */
export function runStream(follower: Follower): Response {
	const { boardId, participantId, version, withNotes } = follower;
	const body = eventStream(async ({ send, end }) => {
		const tell = (now: number) => send(eventLines({ event: 'run', data: `${now}` }));
		const leaveRun = liveRuns().follow(follower, tell);
		tell(version);
		if (boardId === null) return leaveRun;
		let waiting: NodeJS.Timeout | undefined;
		const listener: Listener = {
			participantId,
			hear() {
				if (!withNotes || waiting) return;
				waiting = setTimeout(() => {
					waiting = undefined;
					send(eventLines({ event: 'notes', data: '' }));
				}, noteStepMs);
			},
			end,
		};
		const where = { operatorId: follower.operatorId, boardId };
		const leaveBoard = await liveBoards().follow(where, Number.MAX_SAFE_INTEGER, listener);
		return () => {
			clearTimeout(waiting);
			leaveRun();
			leaveBoard();
		};
	});
	return new Response(body, { headers: streamHeaders });
}
