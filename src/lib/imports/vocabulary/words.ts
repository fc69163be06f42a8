import { fold } from '../../kernel/text.ts';
import type { ActorGroup, Continuity, OrganisationKind } from '../../organisations/rules.ts';
import type { Tie } from '../../people/rules.ts';
import type {
	AddressShown,
	Answer,
	Booking,
	PlaceFunction,
	PlaceKind,
} from '../../places/rules.ts';

/** Words of lists for the codes of the forms. The first word of a code is the one that our exports write. */
type Words<Code extends string> = Readonly<Record<Code, readonly [string, ...string[]]>>;

const organisationKinds: Words<OrganisationKind> = {
	neighborhood: ['町会・自治会', '町会', '自治会', '町内会', '自治会・町内会', '地縁団体'],
	minsei: ['民生委員児童委員協議会', '民児協', '民生委員・児童委員', '民生委員'],
	welfareCorporation: ['社会福祉法人', '社会福祉協議会', '社福'],
	npo: ['NPO法人', '特定非営利活動法人', 'NPO'],
	voluntary: ['任意団体・ボランティア', '任意団体', 'ボランティア', 'ボランティア団体', 'サークル'],
	hokatsu: ['地域包括支援センター', '包括'],
	school: ['学校・PTA・大学', '学校', 'PTA', '大学', '幼稚園', '保育園'],
	medical: ['医療・薬局', '医療', '医療機関', '薬局', '病院', '診療所', '医療法人'],
	company: ['企業', '会社', '株式会社', '有限会社', '合同会社', '事業者'],
	shoppingStreet: ['商店街', '商店会'],
	cooperative: ['生活協同組合', '生協'],
	professional: ['専門職団体', '専門職'],
	administration: ['行政', '行政機関', '官公庁'],
	other: ['そのほか', 'その他'],
};

const actorGroups: Words<ActorGroup> = {
	residents: ['地域住民', '住民'],
	administration: ['行政'],
	welfareCorporation: ['社会福祉法人'],
	civicGroup: ['区民活動団体', '市民活動団体'],
	expert: ['専門家', '専門職', '関係機関'],
	company: ['企業・商店', '企業'],
	school: ['学校'],
};

const continuities: Words<Continuity> = {
	continuing: ['継続'],
	shrinking: ['縮小'],
	resting: ['休止'],
	noSuccessor: ['後継者がいない', '後継者不足'],
};

const placeKinds: Words<PlaceKind> = {
	ibasho: ['居場所', '通いの場', '地域の茶の間'],
	salon: ['サロン', 'ふれあいサロン', 'いきいきサロン'],
	desk: ['相談窓口', '窓口', '地域包括支援センター'],
	childrensKitchen: ['こども食堂', '子ども食堂', '子供食堂'],
	companySpace: ['企業スペース'],
	other: ['そのほか', 'その他'],
};

const functions: Words<PlaceFunction> = {
	meeting: ['交流'],
	noticing: ['課題発見'],
	consultation: ['相談'],
	response: ['対応'],
};

const bookings: Words<Booking> = {
	needed: ['要', '必要', '要予約', '予約制', '予約要'],
	notNeeded: ['不要', 'なし', '予約不要', '無'],
	unknown: ['不明'],
};

const answers: Words<Answer> = {
	yes: ['有', 'あり', '可', '○', '◯', '1', 'TRUE', 'はい'],
	no: ['無', 'なし', '不可', '×', '0', 'FALSE', 'いいえ'],
	unknown: ['不明'],
};

const showings: Words<AddressShown> = {
	all: ['すべて公開', '公開'],
	town: ['町名まで'],
	ask: ['問い合わせ', '非公開'],
};

const ties: Words<Tie> = {
	resides: ['在住', '住民', '住んでいる'],
	works: ['在勤', '勤務', '働いている'],
	studies: ['在学', '通学', '学生'],
	other: ['そのほか', 'その他'],
};

const lists: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
	'organisations.kind': organisationKinds,
	'organisations.actorGroup': actorGroups,
	'organisations.continuity': continuities,
	'places.kind': placeKinds,
	'places.functions': functions,
	'places.booking': bookings,
	'places.stepFree': answers,
	'places.accessibleToilet': answers,
	'places.lift': answers,
	'places.addressShown': showings,
	'people.tie': ties,
};

const codes = new Map(
	Object.entries(lists).map(([list, words]) => [
		list,
		new Map(
			Object.entries(words).flatMap(([code, spellings]) =>
				spellings.map((word): [string, string] => [fold(word), code]),
			),
		),
	]),
);

/** Whether a field is chosen from a list of words. */
export const hasWords = (kind: string, field: string): boolean => codes.has(`${kind}.${field}`);

export function codeFor(kind: string, field: string, word: string): string | undefined {
	return codes.get(`${kind}.${field}`)?.get(fold(word));
}

/** The word that our lists write for a code. */
export function wordFor(kind: string, field: string, code: string): string {
	const words = lists[`${kind}.${field}`];
	return words && Object.hasOwn(words, code) ? (words[code]?.[0] ?? code) : code;
}

/** The position that a kind of organisation has unless its list says otherwise. */
export const groupOfKind: Readonly<Record<OrganisationKind, ActorGroup>> = {
	neighborhood: 'residents',
	minsei: 'residents',
	welfareCorporation: 'welfareCorporation',
	npo: 'civicGroup',
	voluntary: 'civicGroup',
	hokatsu: 'expert',
	school: 'school',
	medical: 'expert',
	company: 'company',
	shoppingStreet: 'company',
	cooperative: 'company',
	professional: 'expert',
	administration: 'administration',
	other: 'civicGroup',
};

const organisationSigns: readonly [RegExp, OrganisationKind][] = [
	[/包括支援センター/u, 'hokatsu'],
	[/民生委員|民児協/u, 'minsei'],
	[/社会福祉法人|社会福祉協議会/u, 'welfareCorporation'],
	[/NPO|特定非営利/iu, 'npo'],
	[/町会|自治会|町内会/u, 'neighborhood'],
	[/大学|学校|PTA|幼稚園|保育[園所]|こども園|児童クラブ|学童/iu, 'school'],
	[/病院|医院|診療所|クリニック|薬局|医師会|歯科/u, 'medical'],
	[/商店街|商店会/u, 'shoppingStreet'],
	[/生活協同組合|生協|コープ/u, 'cooperative'],
	[/株式会社|有限会社|合同会社|\(株\)|\(有\)|㈱|㈲/u, 'company'],
	[/福祉士会|司法書士会|弁護士会|看護協会|薬剤師会/u, 'professional'],
	[/市役所|区役所|町役場|県庁|出張所|消防署|警察署/u, 'administration'],
	[/ボランティア|サークル|を守る会|の会$|クラブ$/u, 'voluntary'],
];

const placeSigns: readonly [RegExp, PlaceKind][] = [
	[/食堂/u, 'childrensKitchen'],
	[/サロン/u, 'salon'],
	[/包括支援センター|相談|窓口|役所|役場|出張所|支所/u, 'desk'],
	[/居場所|通いの場|つどい|集い|ひろば|広場|交流|コミュニティ|集会|公民館|児童館/u, 'ibasho'],
];

/** The kind that a list's own words or the name suggest; undefined when they suggest none. */
export function guessKind(kind: 'organisations' | 'places', text: string): string | undefined {
	const plain = text.normalize('NFKC');
	const signs: readonly [RegExp, string][] =
		kind === 'organisations' ? organisationSigns : placeSigns;
	return signs.find(([sign]) => sign.test(plain))?.[1];
}
