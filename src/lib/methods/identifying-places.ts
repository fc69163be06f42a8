import { rangesOf } from './mark.ts';
import type { Range } from './mark.ts';

const HIRAGANA_CITY =
	'(?:さいたま|つくばみらい|つくば|いわき|ひたちなか|かすみがうら|いすみ|みよし|たつの|さぬき|えびの|うるま|つがる|にかほ|むつ|さくら|うきは|みやま|みどり|あわら|いなべ|つるぎ|あきる|ふじみ)';
/** A run of characters that place names are written with. */
const PLACE = `(?:${HIRAGANA_CITY}?(?:[\\p{Script=Han}々ヶヵケノ]|が(?=[丘関崎浜谷原岡窪鼻])){1,14}(?:[ァ-ヴー]{1,8}町)?)`;
const NUMBER = '(?:\\d{1,4}|[一二三四五六七八九十]{1,3})';
const SEPARATED = `${NUMBER}(?:\\s?[-の]\\s?${NUMBER}){1,3}(?![\\d年月日時人%])`;
const ROOM = '(?:\\s?[-の]?\\s?[A-Z]?\\d{1,4}号室)?';
const ADDRESSES = [
	`${PLACE}?${NUMBER}\\s?丁目(?:\\s?の?\\s?${NUMBER}番地?(?:\\s?の?\\s?${NUMBER}号?)?|\\s?の?\\s?${SEPARATED}|\\s?の?\\s?\\d{1,4}(?![\\d人軒世月年日時]))?${ROOM}`,
	`${PLACE}?${NUMBER}番地(?:の?${NUMBER}(?![人軒世月年日時])|-\\d+)?(?:\\s?${NUMBER}号)?${ROOM}`,
	`${PLACE}?${NUMBER}番\\s?${NUMBER}号${ROOM}`,
	`(?:${PLACE}|[ぁ-んァ-ヴー]{2,8}(?:町|台|丘|ヶ丘|が丘))\\s?(?<![\\d-])\\d{1,4}(?:-\\d{1,4}){2,3}(?![\\d-])${ROOM}`,
	'(?<![\\d-])[A-Z]?\\d{1,4}号室',
].map((pattern) => new RegExp(pattern, 'gu'));
const TWO_NUMBERS = new RegExp(`(?<place>${PLACE})\\s?\\d{1,4}-\\d{1,4}(?![\\d-])${ROOM}`, 'gu');
const NO_PLACE =
	/(?:様式|別紙|別表|別添|資料|[第図表条号前後時約計各人回割年月日部課章週版点枚対組頁節案])$/u;

/** Street addresses down to 丁目, 番地 or a room. A ward or district alone is coarse enough. */
export function addresses(plain: string): Range[] {
	const twoNumbers = Array.from(plain.matchAll(TWO_NUMBERS))
		.filter((match) => !NO_PLACE.test(match.groups?.['place'] ?? ''))
		.map((match) => ({ start: match.index, end: match.index + match[0].length }));
	return [...ADDRESSES.flatMap((pattern) => rangesOf(plain, pattern)), ...twoNumbers];
}

/** Words that make a building, school or office one of many: 市営住宅, 地元の小学校. */
const GENERIC =
	/^(?:家庭|自治会|町会|町内会|マンション|アパート|団地|住宅|成年後見|権利擁護|消費生活|高齢|市営|県営|都営|区営|町営|村営|府営|公営|公社|民間|賃貸|分譲|高層|中層|低層|雑居|商業|駅前?|空き?|老朽|木造|鉄筋|新築|築古|災害|復興|仮設|一般|集合|共同|戸建|二世帯|社員|職員|独身|学生|女子|男子|母子|自|大型|小型|大規模|小規模|新規|既存|同じ?|別|某|当|本|各|全|両|他|隣|近隣|近所|近く|地元|周辺|市内|区内|町内|村内|県内|都内|校区|学区|地区|圏域|区域|地域|包括|支援|相談|福祉|総合|基幹|高齢者?|障害者?|障がい者?|児童|子供|子ども|こども|子育て|親子|乳幼児|青少年|若者|女性|男性|生活|困窮者?|自立|就労|就業|雇用|介護|予防|保健|健康|医療|看護|訪問|社会|教育|文化|生涯|学習|体育|市民|区民|町民|村民|県民|都民|住民|公立|私立|市立|区立|県立|都立|町立|村立|府立|国立|公営|認可|認証|無認可|夜間|定時制|通信制|中央|特別|養護|老人|有料|軽費|認知症|対応型|通所|入所|居宅|宅|地|小|中|高|大|男|女|夜|昼|朝|精神|身体|知的|発達|療育|放課後|等|デイサービス|デイ|ケア|サービス|グループ|シェア|コミュニティ|コミュニティー|ボランティア|ファミリー|サポート|リハビリ|リハビリテーション|コール|ショッピング|ホーム|メンタル|精神科|心療|内科|外科|小児科|眼科|皮膚科|産婦人科|耳鼻科|整形|歯科|救急|急性期|拠点|常設|活動|交流|情報|人権|男女|共同|参画|国際|多文化|外国人|日本語|見守り|みまもり|居場所|地方|全国|大手|個人|零細|中小|町|村|市|区|県|都|府|の|な|・|お|ご|サロン|カフェ|フリー|企業|商業|工業|農業|会員|加盟|参加|協力|関係|行政|専門|旧|新|元|前|第)+$/u;

const NAME = '[\\p{Script=Han}々〆ヶケノァ-ヴーA-Za-z0-9&・]';
const BUILDING_TYPES =
	'マンション|アパート|ハイツ|コーポラス|コーポ|ハイム|メゾン|レジデンス|ビルディング|ビル|団地|住宅|荘|寮|パレス|ヴィラ|タワー|ハウス|ヒルズ|エステート|カーサ|シャトー|ドーム|コート|テラス|アーバン';
const UNIT =
	'(?:\\s?(?:第?\\d{1,3}号棟|[A-Z0-9]{1,3}棟))?(?:\\s?の?\\s?[A-Z]?\\d{2,4}号?室?(?!\\d|[人年月日円]))?';
const NAMED_BUILDING = new RegExp(
	`(?<name>${NAME}{1,16}?)(?:${BUILDING_TYPES})(?![ァ-ヴー])(?:\\s?[A-Z0-9Ⅰ-Ⅻ]{1,3}(?:番館|号館)|\\s?[A-ZⅠ-Ⅻ]{1,2}(?![A-Za-z]))?${UNIT}`,
	'gu',
);
const TYPE_FIRST_BUILDING = new RegExp(
	`(?:メゾン|コーポ|ハイツ|シャトー|ドミール|レジデンス|サンハイツ|グリーンハイツ|カーサ|ヴィラ|プラザ|エステート|パーク)[・\\s]?(?<name>${NAME}{2,12}|(?!です|でし|では|でも|には|から|まで|だっ|なの|のよう)[ぁ-ん]{3,6}(?=[のにでがはを、。\\s\\d]|$))(?:\\s?\\d{2,4}号?室?)?`,
	'gu',
);
const HIRAGANA_BUILDING =
	/(?<![\p{Script=Han}々])(?<mark>[ぁ-ん]{2,7}(?:荘|ハイツ|コーポ|アパート|マンション|団地|ハイム|寮))(?:\s?\d{1,4}号?室?)?/gu;
const UNIT_ALONE = new RegExp(
	`(?:団地)?(?:第?\\d{1,3}号棟|(?<![A-Za-z])[A-Z]棟)(?:\\s?の?\\s?\\d{2,4}号?室?)?|(?:${BUILDING_TYPES})\\s?\\d{2,4}(?:号室?|室)?(?![\\d人年月日円戸棟階件軒世])`,
	'gu',
);

/** Houses with a name: ひまわり荘, 白髭団地3号棟. マンション or 市営住宅 alone tells nobody's home. */
export function buildings(plain: string): Range[] {
	const named = [NAMED_BUILDING, TYPE_FIRST_BUILDING].flatMap((pattern) =>
		Array.from(plain.matchAll(pattern)).filter((match) => !isGeneric(match.groups?.['name'])),
	);
	const hiragana = Array.from(plain.matchAll(HIRAGANA_BUILDING)).flatMap((match) =>
		hiraganaName(plain, match.index, match.index + match[0].length),
	);
	return [
		...named.map((match) => ({ start: match.index, end: match.index + match[0].length })),
		...hiragana,
		...rangesOf(plain, UNIT_ALONE),
	];
}

const ORGANISATION_TYPES =
	'小学校|中学校|高等学校|高校|中等教育学校|小中学校|支援学校|専門学校|日本語学校|大学院|大学|短大|学園|学院|幼稚園|保育園|保育所|こども園|子ども園|学童クラブ|学童|児童館|児童クラブ|病院|医院|クリニック|診療所|内科|外科|歯科|整骨院|接骨院|薬局|作業所|事業所|工房|ホーム|苑|会館|公民館|集会所|公会堂|町内会|町会|自治会|老人会|図書館|美術館|博物館|体育館|管理組合|センター|ステーション|食堂|商店街|商店|工務店|製作所|鉄工所|工業|工場|建設|運輸|運送|酒店|書店|薬店|美容室|美容院|理容室|理髪店|新聞店|販売店|郵便局|交番|教会|神社|公園|信用金庫|銀行|製薬|電機|交通|タクシー|スーパー|ストア|マート';
const ORGANISATION = new RegExp(
	`(?<name>${NAME}{1,16}?)(?:${ORGANISATION_TYPES})(?![ァ-ヴー])(?:(?:第[一二三]|附属|付属)?(?:${ORGANISATION_TYPES}))*`,
	'gu',
);
const HIRAGANA_ORGANISATION = new RegExp(
	`(?<![\\p{Script=Han}々])[ぁ-んー]{2,9}(?:${ORGANISATION_TYPES})`,
	'gu',
);
const TEMPLE = /(?<!\p{Script=Han})\p{Script=Han}{1,4}寺(?!\p{Script=Han})/gu;
const LEGAL =
	'(?:株式会社|有限会社|合同会社|\\([株有同福]\\)|(?:NPO|特定非営利活動|社会福祉|医療|学校|宗教|(?:一般|公益)(?:社団|財団))法人)';
const COMPANY = new RegExp(
	`${LEGAL}\\s?[\\p{Script=Han}々ァ-ヴーA-Za-z0-9&・]{2,20}(?:(?<=[&・])[ぁ-んー]{2,6}?(?=[のはがをにでと、。)\\s]|$))?|${LEGAL}\\s?(?![をはがにでのともや])[ぁ-んー]{2,6}?(?=[はがをにでのとも、。(]|$)|[\\p{Script=Han}々ァ-ヴーA-Za-z0-9&・]{2,16}(?:株式会社|有限会社|合同会社|\\([株有]\\))`,
	'gu',
);

const QUOTED =
	/[「『](?<mark>[^「」『』\n]{1,14}(?:会|サロン|カフェ|クラブ|食堂|家|ひろば|広場|ルーム|ハウス|園|荘|塾|教室))[」』]/gu;
const TYPE_FIRST =
	/(?:こども|子ども|子供)食堂(?<mark>[\p{Script=Han}々ァ-ヴー]{2,8}|[ぁ-んー]{3,6}(?=[のにでがはを、。]|$))/gu;

/** Schools, surgeries, shops and groups with a name; 地元の小学校 and 総合病院 are coarse enough. */
export function organisations(plain: string): Range[] {
	const named = Array.from(plain.matchAll(ORGANISATION))
		.filter((match) => !isGeneric(match.groups?.['name']))
		.map((match) => ({ start: match.index, end: match.index + match[0].length }));
	const hiragana = Array.from(plain.matchAll(HIRAGANA_ORGANISATION)).flatMap((match) =>
		hiraganaName(plain, match.index, match.index + match[0].length),
	);
	return [
		...named,
		...hiragana,
		...[TEMPLE, COMPANY, QUOTED, TYPE_FIRST].flatMap((pattern) => rangesOf(plain, pattern)),
	];
}

function isGeneric(name: string | undefined): boolean {
	return name === undefined || GENERIC.test(name);
}

const NO_NAME =
	/^(?:ある|その|この|あの|どの|うちの?|いまの?|ここの?|そこの?|もとの?|おなじ|よその|いわゆる|こども|どんな|いろんな|みんなの?|たくさんの|ような|という|かかりつけ|なじみ|あたらしい|ちいさい|おおきい|ふるい|とおい|ちかい|よい|いい|ない)$/u;
const BEFORE_NAME =
	/.*(?:ている|ていた|てる|った|した|いた|する|いる|ある|なる|れる|など|から|まで|や|の|を|に|が|は|で|と|も|へ)(?=[ぁ-んー]{2,}$)/u;

/**
 * Hiragana has no word boundary: a run is taken whole where a word can begin, else from after the
 * last particle or verb ending; one that ends in a particle (近くの保育園) names nothing.
 */
function hiraganaName(plain: string, start: number, end: number): Range[] {
	const run = /^[ぁ-んー]+/u.exec(plain.slice(start, end))?.[0] ?? '';
	const beginsWord = !/[\p{Script=Han}々ぁ-んー]/u.test(plain.charAt(start - 1));
	const before = beginsWord && run.length <= 7 ? '' : (BEFORE_NAME.exec(run)?.[0] ?? '');
	const name = run.slice(before.length);
	const isNoName =
		NO_NAME.test(name) || /[のなをにでとっ]$/u.test(name) || /^[っれしきんーゃゅょ]/u.test(name);
	return isNoName ? [] : [{ start: start + before.length, end }];
}
