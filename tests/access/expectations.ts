/**
 * Who sees which page: one row for every route of the program (DOMAIN §4.3). A route that is missing here fails the walk;
 * so does a row without its route.
 */
import { roles, type Role } from './world.ts';

/** The roles that get the page; everybody else is led to sign in (visitors) or finds no such page. */
export type Audience = readonly Role[];

export type Row = {
	/** Ids that every role of `sees` may open; `$1` is the operator's slug. Named after the parameters of the route. */
	ids?: Record<string, string>;
	sees: Audience;
	/** Roles that see some of these records and not others: both answers are right, an error is not. */
	some?: Audience;
	/** Statuses other than a page for who sees it (a page that only leads on). */
	answers?: readonly number[];
	/** How it is asked, for an answer that never ends. */
	method?: 'HEAD';
	/** This address is public but the same id of another operator must still not exist here. */
	foreign?: false;
};

const everybody: Audience = roles;
const signedIn: Audience = roles.filter((role) => role !== 'visitor');
const staff: Audience = ['coordinator', 'secretariat'];
const workers: Audience = ['facilitator', ...staff];
const secretariat: Audience = ['secretariat'];
const books: Audience = ['secretariat', 'auditor'];
const accounts: Audience = ['secretariat', 'administrator'];
const readers: Audience = ['member', 'facilitator', 'officer', 'evaluator', 'auditor', ...staff];

/** The first id of a table in an operator, under a condition. */
const one = (table: string, condition = 'true', order = 'id') =>
	`select t.id from ${table} t join operators o on o.id = t.operator_id where o.slug = $1 and (${condition}) order by t.${order} limit 1`;

const area = one('areas', 'valid_until is null');
const organisation = one('organisations', 'closed_at is null');
const place = one('places', 'closed_at is null');
const concern = one('concerns', `state in ('received', 'triaged', 'forGrouping')`);
const paper = `select f.subject_id as id from files f join operators o on o.id = f.operator_id where o.slug = $1 and f.subject_kind = 'concern' order by f.id limit 1`;
const scan = `select f.id from files f join operators o on o.id = f.operator_id where o.slug = $1 and f.subject_kind = 'concern' order by f.id limit 1`;
const drafted = one('concerns', `deidentified_state <> 'none'`);
const issue = one('issues', `state not in ('candidate')`);
const comment = one('issue_comments');
const commented = `select c.issue_id as id from issue_comments c join operators o on o.id = c.operator_id where o.slug = $1 order by c.id limit 1`;
const forum = one('forums', `state = 'launched'`);
const session = one(
	'sessions',
	`state in ('announced', 'registration', 'published') and kind <> 'caseStudy'`,
);
const photo = one('session_photos', `consent <> 'open'`);
const photoSession = `select p.session_id as id from session_photos p join operators o on o.id = p.operator_id where o.slug = $1 and p.consent <> 'open' order by p.id limit 1`;
const told = one(
	'sessions',
	`state = 'published' and kind <> 'caseStudy' and audience <> 'invited'`,
);
const study = `select m.session_id as id from study_materials m join operators o on o.id = m.operator_id where o.slug = $1 and m.kind = 'file' order by m.session_id limit 1`;
const materialFile = `select f.id from files f join study_materials m on m.operator_id = f.operator_id and m.id = f.subject_id join operators o on o.id = f.operator_id where o.slug = $1 and f.subject_kind = 'material' order by m.session_id, f.id limit 1`;
const board = one('boards', 'closed_at is null');
const preparation = one('preparations');
const boardSession = `select b.session_id as id from boards b join operators o on o.id = b.operator_id where o.slug = $1 order by b.id limit 1`;
const code = `select b.join_code as id from boards b join operators o on o.id = b.operator_id where o.slug = $1 order by b.id limit 1`;
const pillar = `select p.id from pillars p join sessions t on t.operator_id = p.operator_id and t.id = p.session_id join operators o on o.id = p.operator_id where o.slug = $1 order by p.id limit 1`;
const pillarSession = `select p.session_id as id from pillars p join operators o on o.id = p.operator_id where o.slug = $1 order by p.id limit 1`;
const work = one('local_functions', 'closed_at is null');
const gap = one('function_gaps', `state = 'open' and origin_session_id is null`);
const tree = one('cause_trees', 'published_revision is not null');
const platform = one('platforms', `state in ('active', 'dissolved')`);
const table = one('benefit_tables', 'published_version is not null');
const judged = `select t.id from benefit_tables t join benefit_versions v on v.operator_id = t.operator_id and v.table_id = t.id and v.phase = 'evaluation' join operators o on o.id = t.operator_id where o.slug = $1 order by t.id limit 1`;
const outcome = one('outcomes', `state = 'published'`);
const person = one('people', 'left_at is null and auth_user_id is null');

const below = (path: string) => `/[operator=operator]${path}`;

export const expectations: Record<string, Row> = {
	'/': { sees: everybody, answers: [200, 303] },
	'/demo': { sees: everybody },
	'/display': { sees: everybody },
	'/healthz': { sees: everybody },
	'/readyz': { sees: everybody },
	'/version': { sees: everybody },
	'/setup': { sees: [], answers: [404] },
	'/api/auth/[...all]': { sees: [], answers: [404] },

	[below('')]: { sees: everybody },
	[below('/accessibility')]: { sees: everybody },
	[below('/guide')]: { sees: everybody },
	[below('/privacy')]: { sees: everybody },
	[below('/areas')]: { sees: everybody },
	[below('/areas/[id=id]')]: { ids: { id: area }, sees: everybody },
	[below('/organisations')]: { sees: everybody },
	[below('/organisations/export.csv')]: { sees: everybody },
	[below('/organisations/[id=id]')]: { ids: { id: organisation }, sees: everybody },
	[below('/organisations/[id=id]/edit')]: {
		ids: { id: organisation },
		sees: staff,
		some: ['member'],
	},
	[below('/places')]: { sees: everybody },
	[below('/search')]: { sees: everybody },
	[below('/places/export.csv')]: { sees: everybody },
	[below('/places/[id=id]')]: { ids: { id: place }, sees: everybody },
	[below('/places/[id=id]/edit')]: { ids: { id: place }, sees: staff, some: ['member'] },

	[below('/sign-in')]: { sees: everybody, answers: [200, 303] },
	[below('/sign-in/code')]: { sees: everybody, answers: [200, 303] },
	[below('/sign-in/new-password')]: { sees: everybody, answers: [200, 303] },
	[below('/sign-in/second')]: { sees: everybody, answers: [200, 303] },
	[below('/sign-up')]: { sees: everybody, answers: [200, 303] },
	[below('/sign-up/code')]: { sees: everybody, answers: [200, 303] },
	[below('/sign-up/join')]: { sees: everybody, answers: [200, 303] },
	[below('/me')]: { sees: signedIn },
	[below('/account')]: { sees: signedIn },
	[below('/account/browsers')]: { sees: signedIn },
	[below('/account/leave')]: { sees: signedIn },
	[below('/account/passkeys')]: { sees: signedIn },
	[below('/account/password')]: { sees: signedIn },
	[below('/account/second-factor')]: { sees: signedIn },

	[below('/concerns')]: { sees: readers },
	[below('/concerns/new')]: { sees: everybody },
	[below('/concerns/receipt/[secret]')]: {
		ids: { secret: `select 'x'::text as id` },
		sees: [],
		answers: [404],
	},
	[below('/desk')]: {
		sees: ['officer', 'auditor', 'administrator', ...staff],
		some: ['facilitator'],
	},
	[below('/desk/more')]: { sees: secretariat },
	[below('/desk/areas')]: { sees: secretariat },
	[below('/desk/areas/[id=id]')]: { ids: { id: area }, sees: secretariat },
	[below('/desk/areas/drafts/[id=id]')]: { ids: { id: one('area_drafts') }, sees: secretariat },
	[below('/desk/audit')]: { sees: books },
	[below('/desk/audit/export.csv')]: { sees: books },
	[below('/desk/operator')]: { sees: secretariat },
	[below('/desk/status')]: { sees: accounts },
	[below('/desk/people')]: { sees: ['secretariat', 'administrator', 'auditor'] },
	[below('/desk/people/export.csv')]: { sees: ['secretariat', 'administrator', 'auditor'] },
	[below('/desk/people/new')]: { sees: accounts },
	[below('/desk/people/[id=id]')]: {
		ids: { id: person },
		sees: ['secretariat', 'administrator', 'auditor'],
	},
	[below('/desk/people/[id=id]/edit')]: { ids: { id: person }, sees: accounts },
	[below('/desk/people/[id=id]/card')]: { ids: { id: person }, sees: accounts },
	[below('/desk/organisations/new')]: { sees: staff },
	[below('/desk/places/new')]: { sees: staff },
	[below('/desk/imports')]: { sees: secretariat },
	[below('/desk/imports/template.csv')]: { sees: secretariat, answers: [200, 404] },
	[below('/desk/imports/[id=id]')]: { ids: { id: one('import_drafts') }, sees: secretariat },
	[below('/desk/imports/[id=id]/columns')]: {
		ids: { id: one('import_drafts') },
		sees: secretariat,
	},
	[below('/desk/imports/made/[id=id]')]: { ids: { id: one('imports') }, sees: secretariat },

	[below('/desk/concerns')]: { sees: staff, some: ['officer'] },
	[below('/desk/concerns/all')]: { sees: staff, some: ['officer'] },
	[below('/desk/concerns/export.csv')]: { sees: staff },
	[below('/desk/concerns/new')]: { sees: [...staff, 'facilitator'] },
	[below('/desk/concerns/[id=id]')]: {
		ids: { id: concern },
		sees: secretariat,
		some: ['coordinator', 'officer'],
	},
	[below('/desk/concerns/[id=id]/scan/[file=id]')]: {
		ids: { id: paper, file: scan },
		sees: secretariat,
		some: ['coordinator', 'officer'],
	},
	[below('/desk/deidentified')]: { sees: staff },
	[below('/desk/deidentified/[id=id]')]: {
		ids: { id: drafted },
		sees: secretariat,
		some: ['coordinator'],
	},

	[below('/issues')]: { sees: everybody },
	[below('/issues/export.csv')]: { sees: everybody },
	// visitors are told how else to tell something
	[below('/issues/new')]: { sees: everybody },
	[below('/issues/[id=id]')]: { ids: { id: issue }, sees: everybody },
	[below('/issues/[id=id]/versions')]: { ids: { id: issue }, sees: everybody },
	[below('/issues/[id=id]/comments/[comment=id]')]: {
		ids: { id: commented, comment },
		sees: everybody,
	},
	[below('/desk/grouping')]: { sees: staff },
	[below('/desk/grouping/add')]: { sees: staff, answers: [200, 303] },
	[below('/desk/grouping/new')]: { sees: staff, answers: [200, 303] },
	[below('/desk/issues')]: { sees: staff },
	[below('/desk/issues/areas')]: { sees: staff },
	[below('/desk/issues/export.csv')]: { sees: staff },
	[below('/desk/issues/[id=id]')]: { ids: { id: issue }, sees: staff },
	[below('/desk/issues/[id=id]/concerns')]: { ids: { id: issue }, sees: staff },
	[below('/desk/issues/[id=id]/parts')]: { ids: { id: issue }, sees: staff },
	[below('/desk/issues/[id=id]/text')]: { ids: { id: issue }, sees: staff },
	[below('/desk/moderation')]: { sees: staff },
	[below('/desk/synonyms')]: { sees: staff },
	[below('/desk/moderation/[id=id]')]: { ids: { id: comment }, sees: staff },

	[below('/forums')]: { sees: everybody },
	[below('/forums/export.csv')]: { sees: everybody },
	[below('/forums/[id=id]')]: { ids: { id: forum }, sees: everybody },
	[below('/forums/[id=id]/sheet')]: { ids: { id: forum }, sees: everybody },
	[below('/issues/[id=id]/sheet')]: { ids: { id: issue }, sees: everybody },
	[below('/sessions')]: { sees: everybody },
	[below('/sessions/export.csv')]: { sees: everybody },
	[below('/sessions/propose')]: { sees: signedIn },
	[below('/sessions/[id=id]')]: { ids: { id: session }, sees: everybody },
	// once there is a picture and the report is published
	[below('/sessions/[id=id]/perceptions')]: { ids: { id: session }, sees: [], some: everybody },
	[below('/sessions/[id=id]/agenda')]: { ids: { id: session }, sees: everybody },
	[below('/sessions/receipt/[secret=id]')]: {
		ids: { secret: 'select gen_random_uuid() as id' },
		sees: [],
		answers: [404],
	},
	// in the hall: by the code on the screen, without an account; the board itself for those who joined by it
	[below('/hall')]: { sees: everybody },
	[below('/hall/[code]')]: { ids: { code }, sees: everybody },
	[below('/boards/[id=id]')]: {
		ids: { id: board },
		sees: secretariat,
		some: ['coordinator', 'facilitator'],
	},
	[below('/boards/[id=id]/perceptions')]: {
		ids: { id: board },
		sees: secretariat,
		some: ['coordinator', 'facilitator'],
	},
	[below('/boards/[id=id]/statements')]: {
		ids: { id: board },
		sees: secretariat,
		some: ['coordinator', 'facilitator'],
	},
	[below('/boards/[id=id]/operations')]: {
		...{ ids: { id: board }, sees: secretariat, some: ['coordinator', 'facilitator'] },
	},
	[below('/boards/[id=id]/stream')]: {
		...{
			ids: { id: board },
			sees: secretariat,
			some: ['coordinator', 'facilitator'],
			method: 'HEAD',
		},
	},
	[below('/boards/[id=id]/now')]: {
		ids: { id: board },
		sees: secretariat,
		some: ['coordinator', 'facilitator'],
	},
	[below('/boards/[id=id]/now/stream')]: {
		...{ ids: { id: board }, sees: secretariat, some: ['coordinator', 'facilitator'] },
		method: 'HEAD',
	},
	[below('/causes/[id=id]')]: { ids: { id: tree }, sees: everybody },
	[below('/causes/[id=id]/print')]: { ids: { id: tree }, sees: everybody },
	[below('/functions')]: { sees: everybody },
	[below('/functions/export.csv')]: { sees: everybody },
	[below('/functions/existing')]: { sees: everybody },
	[below('/functions/[id=id]')]: { ids: { id: work }, sees: everybody },
	[below('/functions/gaps/[id=id]')]: { ids: { id: gap }, sees: everybody },
	[below('/desk/functions')]: { sees: workers },
	[below('/desk/functions/[id=id]')]: { ids: { id: work }, sees: workers },
	[below('/desk/functions/gaps/[id=id]')]: { ids: { id: gap }, sees: workers },
	[below('/desk/sessions/[id=id]/functions')]: {
		ids: { id: session },
		sees: secretariat,
		some: ['coordinator', 'facilitator'],
	},
	[below('/desk/causes')]: { sees: workers },
	[below('/desk/causes/[id=id]')]: { ids: { id: tree }, sees: staff, some: ['facilitator'] },
	[below('/desk/causes/[id=id]/history')]: {
		ids: { id: tree },
		sees: staff,
		some: ['facilitator'],
	},
	[below('/desk/forums')]: { sees: staff, some: ['facilitator'] },
	[below('/desk/forums/new')]: { sees: staff },
	[below('/desk/forums/[id=id]')]: { ids: { id: forum }, sees: staff, some: ['facilitator'] },
	[below('/desk/forums/[id=id]/edit')]: { ids: { id: forum }, sees: staff },
	[below('/desk/forums/[id=id]/invitations')]: { ids: { id: forum }, sees: staff },
	[below('/desk/sessions')]: { sees: staff, some: ['facilitator'] },
	[below('/desk/sessions/new')]: { sees: staff },
	[below('/desk/sessions/[id=id]')]: { ids: { id: session }, sees: staff, some: ['facilitator'] },
	[below('/desk/sessions/[id=id]/agenda')]: {
		ids: { id: session },
		sees: staff,
		some: ['facilitator'],
	},
	[below('/desk/sessions/[id=id]/edit')]: { ids: { id: session }, sees: staff },
	[below('/desk/sessions/[id=id]/hall')]: {
		ids: { id: boardSession },
		sees: secretariat,
		some: ['coordinator', 'facilitator'],
	},
	...Object.fromEntries(
		['', '/paper', '/comments.csv'].map((page) => [
			below(`/desk/sessions/[id=id]/perceptions${page}`),
			{
				ids: { id: boardSession },
				sees: secretariat,
				some: ['coordinator', 'facilitator'],
			} satisfies Row,
		]),
	),
	// one by one only among many people
	...Object.fromEntries(
		['votes', 'participants-votes'].map((file) => [
			below(`/desk/sessions/[id=id]/perceptions/${file}.csv`),
			{ ids: { id: boardSession }, sees: [], some: [...staff, 'facilitator'] } satisfies Row,
		]),
	),
	[below('/desk/sessions/[id=id]/papers')]: {
		...{ ids: { id: session }, sees: staff, some: ['facilitator'] },
	},
	[below('/desk/sessions/[id=id]/typing')]: {
		...{ ids: { id: session }, sees: staff, some: ['facilitator'] },
	},
	// one sheet is named by its table and question: without them it leads to the list
	[below('/desk/sessions/[id=id]/typing/sheet')]: {
		...{ ids: { id: session }, sees: staff, some: ['facilitator'], answers: [303] },
	},
	// papers belong to who asked for them: the demo region has asked for none
	[below('/papers/[id=id]')]: {
		...{ ids: { id: 'select gen_random_uuid() as id' }, sees: [], answers: [404] },
	},
	[below('/papers/[id=id]/file')]: {
		...{ ids: { id: 'select gen_random_uuid() as id' }, sees: [], answers: [404] },
	},
	[below('/paper/[code]')]: {
		...{ ids: { code: `select '222222'::text as id` }, sees: [], answers: [404] },
	},
	[below('/desk/sessions/[id=id]/people')]: {
		ids: { id: session },
		sees: staff,
		some: ['facilitator'],
	},
	[below('/desk/sessions/[id=id]/people/list')]: {
		ids: { id: session },
		sees: staff,
		some: ['facilitator'],
	},
	[below('/desk/sessions/[id=id]/report')]: {
		ids: { id: session },
		sees: staff,
		some: ['facilitator'],
	},
	[below('/desk/sessions/[id=id]/results')]: {
		ids: { id: session },
		sees: staff,
		some: ['facilitator'],
	},
	[below('/desk/sessions/[id=id]/results/[pillar=id]')]: {
		ids: { id: pillarSession, pillar },
		sees: staff,
		some: ['facilitator'],
	},

	// what followed from a session whose report everybody reads
	[below('/sessions/[id=id]/digest')]: { ids: { id: told }, sees: everybody },
	[below('/desk/sessions/[id=id]/digest')]: {
		ids: { id: told },
		sees: secretariat,
		some: ['coordinator'],
	},
	[below('/studies')]: { sees: everybody },
	[below('/studies/questions')]: { sees: everybody },
	[below('/studies/[id=id]')]: { ids: { id: study }, sees: everybody },
	[below('/studies/[id=id]/files/[file=id]')]: {
		ids: { id: study, file: materialFile },
		sees: everybody,
	},
	[below('/desk/sessions/[id=id]/study')]: {
		ids: { id: study },
		sees: secretariat,
		some: ['coordinator', 'facilitator'],
	},
	[below('/learn')]: { sees: everybody },
	[below('/learn/cooperation')]: { sees: everybody },
	[below('/learn/joining')]: { sees: everybody },
	[below('/learn/examples')]: { sees: everybody },
	[below('/digests/[secret]')]: {
		ids: { secret: `select repeat('x', 43) as id` },
		sees: [],
		answers: [404],
	},
	[below('/desk/sessions/[id=id]/preparations')]: {
		ids: { id: boardSession },
		sees: secretariat,
		some: ['coordinator', 'facilitator'],
	},
	// only of the organisations that were asked, and those who run the session
	[below('/sessions/[id=id]/photos/[photo=id]')]: {
		ids: { id: photoSession, photo },
		sees: everybody,
	},
	[below('/sessions/[id=id]/cards')]: {
		ids: { id: boardSession },
		sees: secretariat,
		some: ['coordinator', 'facilitator'],
	},
	[below('/preparations/[id=id]')]: {
		ids: { id: preparation },
		sees: secretariat,
		some: ['coordinator', 'facilitator', 'member'],
	},
	...Object.fromEntries(
		['run', 'run/screen', 'groups'].map((page) => [
			below(`/desk/sessions/[id=id]/${page}`),
			{
				ids: { id: boardSession },
				sees: secretariat,
				some: ['coordinator', 'facilitator'],
			} satisfies Row,
		]),
	),
	[below('/desk/sessions/[id=id]/run/stream')]: {
		...{ ids: { id: boardSession }, sees: secretariat, some: ['coordinator', 'facilitator'] },
		method: 'HEAD',
	},
	[below('/desk/sessions/[id=id]/seating')]: {
		ids: { id: boardSession },
		sees: secretariat,
		some: ['coordinator', 'facilitator'],
	},
	// nobody has a seat yet: there is nothing to print
	[below('/desk/sessions/[id=id]/seating/print')]: {
		...{ ids: { id: boardSession }, sees: [], answers: [404, 303] },
	},

	[below('/platforms')]: { sees: everybody },
	[below('/platforms/achieved')]: { sees: everybody },
	[below('/platforms/export.csv')]: { sees: everybody },
	[below('/platforms/new')]: { sees: signedIn },
	[below('/platforms/[id=id]')]: { ids: { id: platform }, sees: everybody },
	...Object.fromEntries(
		['actions', 'archive', 'call', 'finish', 'join', 'leave', 'members', 'progress'].map((page) => [
			below(`/platforms/[id=id]/${page}`),
			{ ids: { id: platform }, sees: [], some: signedIn } satisfies Row,
		]),
	),
	[below('/benefits')]: { sees: everybody },
	[below('/benefits/guide')]: { sees: everybody },
	// only with what it is for: ?session=… or ?forum=…
	[below('/benefits/new')]: { sees: [], some: signedIn },
	[below('/benefits/[id=id]')]: { ids: { id: table }, sees: everybody },
	[below('/benefits/[id=id]/paper')]: { ids: { id: table }, sees: everybody },
	[below('/benefits/[id=id]/export.csv')]: { ids: { id: table }, sees: everybody },
	[below('/benefits/[id=id]/export.xlsx')]: { ids: { id: table }, sees: everybody },
	[below('/benefits/[id=id]/edit')]: {
		ids: { id: table },
		sees: staff,
		some: ['resident', 'member', 'facilitator', 'evaluator'],
	},
	[below('/benefits/[id=id]/edit/operations')]: {
		ids: { id: table },
		sees: staff,
		some: ['resident', 'member', 'facilitator', 'evaluator'],
	},
	[below('/benefits/[id=id]/edit/stream')]: {
		ids: { id: table },
		sees: staff,
		some: ['resident', 'member', 'facilitator', 'evaluator'],
		method: 'HEAD',
	},
	[below('/benefits/[id=id]/evaluate')]: {
		ids: { id: judged },
		sees: staff,
		some: ['resident', 'member', 'facilitator', 'evaluator'],
	},
	[below('/outcomes')]: { sees: everybody },
	[below('/outcomes/export.csv')]: { sees: everybody },
	// only with what it came out of: ?platform=… or ?session=…
	[below('/outcomes/new')]: { sees: [], some: signedIn },
	[below('/outcomes/waiting')]: { sees: [], some: signedIn },
	[below('/outcomes/[id=id]')]: { ids: { id: outcome }, sees: everybody },
	[below('/outcomes/[id=id]/edit')]: { ids: { id: outcome }, sees: [], some: signedIn },
	[below('/outcomes/[id=id]/files/[file=id]')]: {
		ids: {
			id: `select f.subject_id as id from files f join operators o on o.id = f.operator_id where o.slug = $1 and f.subject_kind = 'outcome' order by f.id limit 1`,
			file: `select f.id from files f join operators o on o.id = f.operator_id where o.slug = $1 and f.subject_kind = 'outcome' order by f.id limit 1`,
		},
		sees: [],
		some: everybody,
	},
	[below('/trace/[kind]/[id=id]')]: {
		ids: { kind: `select 'issue'::text as id`, id: issue },
		sees: everybody,
	},
};
