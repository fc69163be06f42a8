import { importKinds, targetsOf, type ImportKind } from '../vocabulary/index.ts';
import { headingKey } from '../vocabulary/targets.ts';
import { findHeader, type Header } from './header.ts';
import { filledIn, type Grid } from './grid.ts';

/** Headings that lists of one kind have and lists of the others hardly ever. */
const signs: Record<ImportKind, readonly string[]> = {
	organisations: [
		...[
			'団体名',
			'代表者',
			'代表者氏名',
			'代表者名',
			'活動内容',
			'主な活動',
			'会員数',
			'法人格',
			'団体種別',
		],
		...[
			'活動分野',
			'設立',
			'設立年月日',
			'加盟団体',
			'組織名',
			'会長',
			'会長名',
			'自治会名',
			'町会名',
			'町内会名',
			'活動目的',
			'求めていること',
			'立場',
		],
	],
	places: [
		...[
			'緯度',
			'経度',
			'緯度経度',
			'方書',
			'施設名',
			'施設名称',
			'利用可能曜日',
			'開始時間',
			'終了時間',
			'location',
		],
		...[
			'latitude',
			'longitude',
			'開催場所',
			'会場',
			'開催日時',
			'利用日時',
			'居場所名',
			'定休日',
			'予約',
		],
		...['名称_カナ', '開館時間', '所在地_連結表記', 'installationLocation', 'POIコード', '場所'],
	],
	people: [
		...[
			'氏名',
			'姓',
			'名',
			'生年月日',
			'性別',
			'年齢',
			'携帯電話',
			'呼び名',
			'在住・在勤',
			'地域との関わり',
		],
		...['委員氏名', '会員氏名', '自宅電話', 'ボランティア氏名'],
	],
};

const keys = Object.fromEntries(
	importKinds.map((kind) => [kind, new Set(signs[kind].map(headingKey))]),
);

/** What a list is about, from its headings. Lists of municipalities are mostly lists of places. */
export function guessImportKind(header: Header | undefined): ImportKind {
	const found = (header?.headings ?? []).flatMap(({ text, over }) => [
		headingKey(text),
		headingKey(over + text),
	]);
	const points = (kind: ImportKind) => found.filter((key) => keys[kind]?.has(key)).length;
	const hasBody = found.some((key) =>
		targetsOf.organisations[0]?.names.slice(0, 4).map(headingKey).includes(key),
	);
	const [places, organisations] = [points('places'), points('organisations')];
	const people = hasBody ? 0 : points('people') * 2;
	if (people > Math.max(places, organisations)) return 'people';
	return organisations > places ? 'organisations' : 'places';
}

/** The sheet that holds the list: the one with a sure header and the most rows; a cover or a manual has none. */
export function bestSheet(grids: readonly Grid[]): number {
	const worth = grids.map((grid) => {
		const header = findHeader(grid);
		const rows = grid.rows.filter((row) => filledIn(row) > 1).length;
		return (header?.isSure ? 1_000_000 : header ? 1_000 : 0) + rows;
	});
	return Math.max(0, worth.indexOf(Math.max(...worth)));
}
