import type { Role } from '#lib/kernel/actor.ts';
import type { DailyAreaName } from './region.ts';

/** Everybody in the demo region is invented. Mail goes to addresses that nobody can have (example.jp). */
export type CastMember = {
	key: string;
	name: string;
	kana: string;
	role: Role;
	/** Where the role holds; everywhere when missing. */
	area?: DailyAreaName;
};

/** The staff of 蒼浜区社会福祉協議会 and those who work with it (DOMAIN §7). */
export const cast: readonly CastMember[] = [
	{ key: 'office', name: '浅見 恵子', kana: 'アサミ ケイコ', role: 'secretariat' },
	{ key: 'secondEye', name: '樋口 徹', kana: 'ヒグチ トオル', role: 'secretariat' },
	{ key: 'office3', name: '秋庭 由美', kana: 'アキバ ユミ', role: 'secretariat' },
	{ key: 'office4', name: '望月 誠', kana: 'モチヅキ マコト', role: 'secretariat' },
	{ key: 'office5', name: '白石 ひとみ', kana: 'シライシ ヒトミ', role: 'secretariat' },
	{ key: 'office6', name: '倉田 浩二', kana: 'クラタ コウジ', role: 'secretariat' },
	{ key: 'office7', name: '保坂 直美', kana: 'ホサカ ナオミ', role: 'secretariat' },
	{ key: 'csw1', name: '真鍋 智子', kana: 'マナベ トモコ', role: 'coordinator', area: '北浜東' },
	{ key: 'csw2', name: '羽田 健一', kana: 'ハダ ケンイチ', role: 'coordinator', area: '北浜西' },
	{ key: 'csw3', name: '水沢 さゆり', kana: 'ミズサワ サユリ', role: 'coordinator', area: '本町' },
	{ key: 'csw4', name: '若林 修', kana: 'ワカバヤシ オサム', role: 'coordinator', area: '橋詰' },
	{ key: 'csw5', name: '日野 みどり', kana: 'ヒノ ミドリ', role: 'coordinator', area: '灯山' },
	{ key: 'csw6', name: '堀内 悟', kana: 'ホリウチ サトル', role: 'coordinator', area: '松ヶ原台' },
	{ key: 'csw7', name: '長沼 千尋', kana: 'ナガヌマ チヒロ', role: 'coordinator', area: '水見' },
	{ key: 'csw8', name: '丸山 豊', kana: 'マルヤマ ユタカ', role: 'coordinator', area: '埠頭新町' },
	{ key: 'desk1', name: '土屋 和子', kana: 'ツチヤ カズコ', role: 'coordinator' },
	{ key: 'desk2', name: '関根 博', kana: 'セキネ ヒロシ', role: 'coordinator' },
	{ key: 'desk3', name: '仁科 あゆみ', kana: 'ニシナ アユミ', role: 'coordinator' },
	{ key: 'officer', name: '遠山 正彦', kana: 'トオヤマ マサヒコ', role: 'officer' },
	{ key: 'officer2', name: '曽根 真理', kana: 'ソネ マリ', role: 'officer' },
	{ key: 'officer3', name: '竹下 隆', kana: 'タケシタ タカシ', role: 'officer' },
	{ key: 'officer4', name: '沢村 裕子', kana: 'サワムラ ユウコ', role: 'officer' },
	{ key: 'officer5', name: '市川 学', kana: 'イチカワ マナブ', role: 'officer' },
	{ key: 'officer6', name: '浜口 久美子', kana: 'ハマグチ クミコ', role: 'officer' },
	{ key: 'evaluator', name: '小出 勝', kana: 'コイデ マサル', role: 'evaluator' },
	{ key: 'auditor', name: '南 幸子', kana: 'ミナミ サチコ', role: 'auditor' },
	{ key: 'administrator', name: '堤 剛', kana: 'ツツミ ツヨシ', role: 'administrator' },
];

/** 進行役: appointed for a forum or a session, never for everything. */
export const facilitators = [
	{ key: 'facilitator', name: '片桐 美智子', kana: 'カタギリ ミチコ' },
	{ key: 'facilitator2', name: '湯浅 進', kana: 'ユアサ ススム' },
	{ key: 'facilitator3', name: '大庭 さちえ', kana: 'オオバ サチエ' },
	{ key: 'facilitator4', name: '桐山 剛', kana: 'キリヤマ ツヨシ' },
	{ key: 'facilitator5', name: '夏目 茂', kana: 'ナツメ シゲル' },
] as const;

/** Residents who appear in several stories (DOMAIN §7). */
export const neighbours = [
	{ key: 'haibara', name: '灰原 次郎', kana: 'ハイバラ ジロウ', calledName: '', tie: 'resides' },
	{ key: 'saegusa', name: '三枝 みなも', kana: 'サエグサ ミナモ', calledName: '', tie: 'resides' },
	{ key: 'ro', name: '呂 美玲', kana: 'ロ ミレイ', calledName: 'メイリン', tie: 'resides' },
	{ key: 'student', name: '真砂 蓮', kana: 'マサゴ レン', calledName: '', tie: 'studies' },
	{ key: 'worker', name: '梶 あかね', kana: 'カジ アカネ', calledName: '', tie: 'works' },
] as const;

/** Further residents with an account; most of them take part now and then. */
export const residents: readonly (readonly [string, string])[] = [
	['青柳 和夫', 'アオヤギ カズオ'],
	['朝倉 のぶ子', 'アサクラ ノブコ'],
	['有賀 翔', 'アリガ ショウ'],
	['安東 すみれ', 'アンドウ スミレ'],
	['磯部 孝', 'イソベ タカシ'],
	['岩城 美里', 'イワキ ミサト'],
	['梅原 久', 'ウメハラ ヒサシ'],
	['榎本 さと子', 'エノモト サトコ'],
	['及川 大地', 'オイカワ ダイチ'],
	['奥村 文子', 'オクムラ フミコ'],
	['香月 理恵', 'カヅキ リエ'],
	['神谷 勇', 'カミヤ イサム'],
	['岸本 なつき', 'キシモト ナツキ'],
	['工藤 勝弘', 'クドウ カツヒロ'],
	['黒木 やよい', 'クロキ ヤヨイ'],
	['駒井 昭', 'コマイ アキラ'],
	['西条 まゆみ', 'サイジョウ マユミ'],
	['坂巻 俊', 'サカマキ シュン'],
	['志村 ふみ', 'シムラ フミ'],
	['杉浦 洋一', 'スギウラ ヨウイチ'],
	['関口 なぎさ', 'セキグチ ナギサ'],
	['相馬 敏子', 'ソウマ トシコ'],
	['立花 涼', 'タチバナ リョウ'],
	['千田 みね', 'チダ ミネ'],
	['露木 恵', 'ツユキ メグミ'],
	['寺岡 実', 'テラオカ ミノル'],
	['富樫 ゆかり', 'トガシ ユカリ'],
	['長峰 進一', 'ナガミネ シンイチ'],
	['新見 千代', 'ニイミ チヨ'],
	['沼田 圭', 'ヌマタ ケイ'],
	['野沢 はるか', 'ノザワ ハルカ'],
	['波多野 正', 'ハタノ タダシ'],
	['深町 くみ', 'フカマチ クミ'],
	['真野 和也', 'マノ カズヤ'],
	['矢代 きみ', 'ヤシロ キミ'],
];

/** Accounts that ended: what expired and who left stays to be read. */
export const formerCast = [
	{ key: 'formerCsw', name: '飯島 修一', kana: 'イイジマ シュウイチ' },
	{ key: 'formerOfficer', name: '宇佐美 真理', kana: 'ウサミ マリ' },
] as const;

/**
 * Organisations whose people have an account here. The person is the contact of the directory
 * (organisations.csv). The order matters only for the key: `org:` and the name.
 */
export const represented = [
	'NPO法人 埠頭ネット',
	'シーサイド埠頭マンション自治会',
	'灯山坂下町会',
	'灯山坂上町会',
	'蒼浜区立灯山小学校',
	'蒼浜区立灯山小学校PTA',
	'社会福祉法人 灯山愛児園',
	'NPO法人 ともしび学習室',
	'NPO法人 灯りの輪',
	'灯山坂下商店街振興組合',
	'こども見守り青パト隊',
	'髙﨑ひなた子ども食堂',
	'NPO法人 SODATE',
	'埠頭新町自治会',
	'絵本よみきかせ ぽんぽこ',
	'ミナトマート 北浜店',
	'生活協同組合コープひより 蒼浜センター',
	'さかみち',
	'社会福祉法人 松籟会',
	'松ヶ原台自治会',
	'松ヶ原台東町会',
	'有限会社 松原タクシー',
	'ふれあい水曜会',
	'スマホ教え隊',
	'水見町会',
	'(株)カイ・ロジ',
	'おもちゃのびょういん蒼浜',
	'NPO法人 みんなの台所',
	'NPO法人 おひさまファーム',
	'蒼浜信用金庫',
	'蒼浜区立水見中学校',
	'NPO法人 こもれび',
	'NPO法人 きずな就労センター',
	'蒼浜区地域包括支援センター 北浜',
	'NPO法人Tom&ともに',
	'辻󠄀本たすけ隊',
	'NPO法人 ひだまりカフェ',
	'手話サークル・なぎさ',
	'株式会社 あさなぎ新聞販売',
	'ダブルケアカフェ みなも',
	'北浜東地区民生委員児童委員協議会',
	'北浜西地区民生委員児童委員協議会',
	'本町地区民生委員児童委員協議会',
	'橋詰地区民生委員児童委員協議会',
	'灯山地区民生委員児童委員協議会',
	'松ヶ原台地区民生委員児童委員協議会',
	'水見地区民生委員児童委員協議会',
	'埠頭新町地区民生委員児童委員協議会',
] as const;

/** As whom a visitor may look around; the words say what that person does. */
export const demoLogins: readonly { key: string; part: string }[] = [
	{ key: 'office', part: '事務局（受け付けた声を見て、担当を決める職員）' },
	{ key: 'secondEye', part: '事務局（公開してよいかをもう一人の目で確かめる職員）' },
	{ key: 'csw5', part: '灯山地区の地域福祉コーディネーター' },
	{ key: 'csw8', part: '埠頭新町地区の地域福祉コーディネーター' },
	{ key: 'desk1', part: '窓口と電話で相談を受ける職員' },
	{ key: 'facilitator', part: '話し合いの場の進行役（地域の方）' },
	{ key: 'org:NPO法人 埠頭ネット', part: '団体の担当者（NPO法人 埠頭ネット）' },
	{ key: 'org:さかみち', part: '団体の担当者（さかみち・買い物の手伝い）' },
	{ key: 'org:埠頭新町地区民生委員児童委員協議会', part: '民生委員・児童委員（埠頭新町地区）' },
	{ key: 'haibara', part: '住民（退職して地域に出はじめた方）' },
	{ key: 'ro', part: '住民（やさしい日本語で使う方）' },
	{ key: 'officer', part: '蒼浜区の職員（地域福祉課）' },
	{ key: 'evaluator', part: '評価委員' },
	{ key: 'auditor', part: '監事（記録を確かめる方）' },
	{ key: 'administrator', part: 'アカウントの管理をする職員' },
];
