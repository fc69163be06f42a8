import type { SessionKind, SessionState } from './rules.ts';
import { isWritable } from './rules.ts';

/** What is known of those who can be recognised in a photo. */
export const consents = [
	'agreed', // みなさんの了解がある
	'nobody', // だれか分かる人は写っていない
	'open', // まだ聞いていない
] as const;
export type Consent = (typeof consents)[number];

/** So many go with one report. */
export const mostPhotos = 6;

/** Nobody outside the work on the session sees a photo to which those in it have not agreed. */
export function isShowable({ consent }: { consent: Consent }): boolean {
	return consent !== 'open';
}

/** Photos come with the report, and are read by its second pair of eyes; what is said at a 事例検討 has no pictures. */
export function takesPhotos({ kind, state }: { kind: SessionKind; state: SessionState }): boolean {
	return isWritable(state) && kind !== 'caseStudy';
}

/** Whoever no longer agrees is heard at any time; to agree is possible until the report is approved. */
export function maySayConsent(state: SessionState, consent: Consent): boolean {
	return consent === 'open' || isWritable(state);
}
