import type { Actor } from '../../../../kernel/actor.ts';
import { Refusal } from '../../../../kernel/refusal.ts';
import {
	versionOfContent,
	type Given,
	type PaperKind,
	type PaperPart,
	type Picture,
} from '../../../../papers/server/kinds.ts';
import { m } from '../../../../paraglide/messages.js';
import type { Tx } from '../../../../server/db.ts';
import { minutesDocument, photoName, reportDocument, type Present } from '../../report-document.ts';
import { isHeld } from '../../rules.ts';
import { asOthersRead, sessionPage, workPage, type SessionPage } from '../detail.ts';
import { listAttendances } from '../people.ts';
import { filesOfPhotos } from '../photos.ts';
import { titleOf } from './session-set.ts';

const report: PaperPart<SessionPage> = {
	name: 'report',
	title: 'gatherings_report',
	hint: 'gatherings_report_paper_hint',
	isUsual: true,
	load: async (given) => ({
		document: reportDocument(asOthersRead(given.subject), given),
		pictures: await picturesOf(given),
	}),
};

const minutes: PaperPart<SessionPage> = {
	name: 'minutes',
	title: 'gatherings_minutes_title',
	hint: 'gatherings_minutes_hint',
	isUsual: true,
	load: ({ subject, locale }) =>
		Promise.resolve({
			document: minutesDocument(asOthersRead(subject), { locale, present: [] }),
		}),
};

/** The same with the names of those who came, and what was decided among them only. */
const minutesInside: PaperPart<SessionPage> = {
	name: 'minutes-inside',
	title: 'gatherings_minutes_inside_title',
	hint: 'gatherings_minutes_inside_hint',
	hasNames: true,
	isUsual: false,
	async load({ tx, actor, subject, locale }) {
		const came = await listAttendances(tx, actor, subject);
		const present = came.map(({ organisationName, name, actorGroup, people }): Present => ({
			...{ organisation: organisationName, name, group: actorGroup, people },
		}));
		return { document: minutesDocument(subject, { locale, present }) };
	},
};

/** In the order of the document, which has the photos that everybody may see. */
async function picturesOf({
	tx,
	actor,
	subject,
	contentOf,
}: Given<SessionPage>): Promise<Picture[]> {
	const photos = asOthersRead(subject).photos;
	const files = await filesOfPhotos(tx, actor, photos);
	const pictures: Picture[] = [];
	for (const [index, { id }] of photos.entries()) {
		const file = files.find(({ subjectId }) => subjectId === id);
		if (file) pictures.push({ name: photoName(index), content: await contentOf(file) });
	}
	return pictures;
}

const common = {
	addressOf: null,
	formats: ['pdf', 'docx'],
	titleOf: ({ session }, locale) => titleOf(session, locale),
} as const satisfies Partial<PaperKind<SessionPage>>;

/** What everybody reads of a session whose report is published. */
export const publishedRecord: PaperKind<SessionPage> = {
	...common,
	name: 'session.report',
	isForAll: true,
	async open(tx: Tx, actor: Actor, id: string) {
		const page = await sessionPage(tx, actor, id);
		if (page.sight === 'plan' || page.session.state !== 'published')
			throw new Refusal('not-found', 'refusal_not_found');
		return page;
	},
	backOf: ({ session }) => ({ path: `/sessions/${session.id}`, label: session.title }),
	versionOf: ({ session, scope: _scope, ...content }) =>
		versionOfContent([session.id, session.title, session.publishedAt, content]),
	parts: [report, minutes],
};

/** The same for those who work on the session, before it is published and after. */
export const workingRecord: PaperKind<SessionPage> = {
	...common,
	name: 'session.record',
	isForAll: false,
	async open(tx: Tx, actor: Actor, id: string) {
		const page = await workPage(tx, actor, id);
		if (!isHeld(page.session.state)) throw new Refusal('not-found', 'refusal_not_found');
		return page;
	},
	backOf: ({ session }) => ({
		path: `/desk/sessions/${session.id}/report`,
		label: m.gatherings_work_report(),
	}),
	versionOf: () => '',
	parts: [report, minutes, minutesInside],
};
