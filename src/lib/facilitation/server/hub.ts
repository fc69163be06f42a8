import { runNoticeFrom } from './notices.ts';

type Where = { operatorId: string; sessionId: string };

/** Those in this process who follow a session under way. */
export type RunHub = {
	/** Says the version at each change, also of another process. The answer ends it. */
	follow: (where: Where, hear: (version: number) => void) => () => void;
	/** What any process said on the channel of runs. */
	notice: (message: string) => void;
	/** Notices may have been missed: everybody looks again. */
	lookAgain: () => void;
};

/** No version: whoever hears it looks again. */
export const unknownVersion = 0;

export function makeRunHub(): RunHub {
	const ears = new Map<string, Set<(version: number) => void>>();
	const keyOf = ({ operatorId, sessionId }: Where) => `${operatorId} ${sessionId}`;
	return {
		follow(where, hear) {
			const key = keyOf(where);
			const known = ears.get(key) ?? new Set();
			ears.set(key, known.add(hear));
			return () => {
				known.delete(hear);
				if (known.size === 0 && ears.get(key) === known) ears.delete(key);
			};
		},
		notice(message) {
			const { version, ...where } = runNoticeFrom(message);
			for (const hear of ears.get(keyOf(where)) ?? []) hear(version);
		},
		lookAgain() {
			for (const known of ears.values()) for (const hear of known) hear(unknownVersion);
		},
	};
}
