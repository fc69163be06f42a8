import type { Coverage, GapState } from '../rules.ts';

export const tones = {
	there: 'done',
	weak: 'waiting',
	missing: 'alert',
	unknown: 'neutral',
} as const satisfies Record<Coverage, string>;

export const gapTones = {
	open: 'alert',
	filled: 'done',
	dropped: 'neutral',
} as const satisfies Record<GapState, string>;
