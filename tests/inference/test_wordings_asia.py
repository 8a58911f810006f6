"""Short mails in the languages of Asia and the Near East, each worded as people write there."""

# ruff: noqa: E501  (one mail a row, with the marks of its script)

from __future__ import annotations

import pytest

from watcher.bootstrap import inference_tables
from watcher.inference import infer
from watcher.reading import read, split

ME = "sam@example.org"
KIM = "Kim Tan <kim.tan@norrvik.example>"

FRAMES = {
    "ja": (
        "ご応募の件",
        "佐藤様\n\nお世話になっております。ノルヴィク株式会社の田中です。",
        "どうぞよろしくお願いいたします。",
    ),
    "zh": ("关于您的应聘", "王先生，您好：", "此致\n敬礼"),
    "ko": ("입사 지원 건", "안녕하세요, 박지원님.", "감사합니다."),
    "vi": ("Về hồ sơ ứng tuyển của bạn", "Chào Minh,", "Trân trọng,"),
    "id": ("Lamaran Anda", "Yth. Bapak Budi,", "Salam hormat,"),
    "th": ("เรื่องการสมัครงานของคุณ", "เรียน คุณสมชาย", "ขอแสดงความนับถือ"),
    "ar": ("طلب التوظيف الخاص بك", "عزيزي أحمد،", "مع أطيب التحيات،"),
    "he": ("המועמדות שלך", "שלום נועם,", "בברכה,"),
}

RECEIVED = {
    "ja": {
        "rejection": [
            "慎重に選考いたしました結果、誠に残念ながら、今回は貴意に添いかねる結果となりました。",
            "社内で検討を重ねましたが、今回は採用を見送らせていただくこととなりました。",
            "書類選考の結果、今回はご縁がなかったということでご了承いただけますと幸いです。",
            "厳正なる選考の結果、不採用とさせていただくことになりましたのでお知らせいたします。",
            "ご希望に沿うことができず大変恐縮ですが、何卒ご理解のほどお願い申し上げます。",
            "末筆ではございますが、佐藤様の今後のご活躍を心よりお祈り申し上げます。",
            "今回は別の方を採用することに決まりました。",
        ],
        "application_confirmation": [
            "この度は弊社の求人にご応募いただき、誠にありがとうございます。書類選考のうえ、改めてご連絡いたします。",
            "エントリーを受け付けました。結果は登録いただいたメールアドレスにお送りします。",
            "応募書類を確かに拝受いたしました。",
            "この度は、数ある企業の中から当社の採用選考に\nご応募いただきまして、\n誠にありがとうございます。",
        ],
        "interview_invite": [
            "ぜひ一度面接にお越しいただきたく存じます。ご都合のよい日時を3つほどお知らせください。",
            "書類選考を通過されましたので、一次面接のご案内を差し上げます。下記URLより日程をご予約ください。",
            "まずはカジュアル面談でお話しできればと思いますが、来週ご都合のつく日はございますか。",
        ],
        "interview_scheduled": [
            "面接の日程が下記のとおり確定いたしましたので、ご連絡いたします。\n日時：11/20（金）14:00～15:00",
            "それでは、11/20（金）14:00より面接を実施いたします。当日はお気をつけてお越しください。",
        ],
        "offer": [
            "選考の結果、佐藤様を採用させていただくことに決定いたしました。",
            "この度、採用内定となりましたのでご通知申し上げます。",
            "労働条件通知書をお送りしますので、ご確認のうえご返送ください。",
        ],
        "assessment": [
            "次の選考として、WEB適性検査をご受検いただきます。受検期限は11/25です。",
            "技術課題をお送りしますので、期日までにご提出ください。",
            "次のステップは録画面接です。以下のURLから質問にご回答ください。",
        ],
        "status_update": [
            "現在も選考を進めておりますので、結果のご連絡まで今しばらくお待ちください。",
            "選考に想定以上のお時間をいただいており、ご連絡が遅くなりますことをお詫び申し上げます。",
        ],
        "position_closed": ["ご応募いただいた求人は、諸般の事情により募集を終了いたしました。"],
        "position_on_hold": ["採用計画の見直しにより、本ポジションの選考を一時中断させていただいております。"],
        "interview_rescheduled": ["誠に恐れ入りますが、面接の日程を11/24（火）10:00に変更させていただけますでしょうか。"],
        "interview_cancelled": ["誠に申し訳ございませんが、20日の面接を中止とさせていただきます。"],
        "application_incomplete": ["応募書類に職務経歴書が添付されておりませんでした。お手数ですが再度お送りください。"],
        "recruiter_outreach": ["LinkedInでプロフィールを拝見し、弊社のポジションにご興味をお持ちいただけるのではないかと思いご連絡いたしました。"],
    },
    "zh": {
        "rejection": [
            "经过综合评估，很遗憾您未能进入下一轮面试。",
            "非常抱歉，我们已决定录用另一位候选人，您的简历将存入我公司人才库。",
            "很遺憾，經審慎評估後，此次未能錄取您，感謝您對本公司的支持。",
            "您的经历非常优秀，但与我们目前的岗位需求不太匹配，暂时无法继续推进。",
            "该职位目前已有合适人选，祝您早日找到理想的工作。",
            "感謝您撥冗前來面試，惟本次職缺已由其他應徵者錄取。",
        ],
        "application_confirmation": [
            "感谢您投递我司的职位，您的简历我们已经收到，如合适我们会尽快与您联系。",
            "您已成功申请“仓库主管”职位，我们会尽快处理您的申请。",
            "感謝您應徵本公司職缺，我們已收到您的履歷，將儘速審閱。",
        ],
        "interview_invite": [
            "您的简历已通过初筛，现诚邀您参加面试，请回复您方便的时间。",
            "我們對您的經歷很感興趣，想邀請您來公司面談，不知您下週哪天方便？",
            "请点击以下链接选择您的面试时间。",
        ],
        "interview_scheduled": [
            "您的面试已安排在11/20（周五）14:00，地点为公司三楼会议室，请准时参加。",
            "面試時間確認如下：11/20（五）10:00，採視訊方式進行。",
        ],
        "offer": [
            "恭喜您通过全部面试，我们很高兴地通知您，您已被录用为仓库主管。",
            "附件为您的录用通知书，请查收并于三日内回复。",
            "恭喜您錄取本公司倉管主任一職，請詳閱附件之錄取通知書。",
        ],
        "assessment": [
            "下一步请您在五天内完成在线测评，链接如下。",
            "請於週五前完成附件的程式作業並回傳。",
            "邀请您参加我司校园招聘笔试，请提前调试好摄像头。",
        ],
        "status_update": [
            "您的简历目前仍在筛选中，请您耐心等待。",
            "您的應徵資料已轉交用人單位主管審核，有結果會再通知您。",
        ],
        "position_closed": ["由于业务调整，该岗位已停止招聘，感谢您的关注。"],
        "position_on_hold": ["因公司编制冻结，该职位的招聘暂时搁置。"],
        "interview_rescheduled": ["不好意思，原定周四的面试需要改到11/24（周二）10:00，请问您方便吗？"],
        "interview_cancelled": ["很抱歉通知您，原定明天的面试取消。"],
        "application_incomplete": ["您的申请材料不完整，缺少作品集，请尽快补充。"],
        "recruiter_outreach": ["在领英上看到您的资料，我们有一个职位和您的背景很匹配，不知您近期是否考虑新的工作机会？"],
    },
    "ko": {
        "rejection": [
            "아쉽게도 이번 채용에서는 함께하지 못하게 되었음을 알려드립니다.",
            "신중히 검토한 결과, 귀하께서는 서류전형에 불합격하셨습니다.",
            "안타깝지만 제한된 인원으로 인하여 이번에는 좋은 결과를 전해드리지 못하게 되어 송구합니다.",
            "귀하의 뛰어난 역량에도 불구하고 다른 지원자를 채용하기로 결정하였습니다.",
            "이번에는 인연이 닿지 않았지만, 앞으로 더 좋은 기회로 다시 뵙기를 바랍니다.",
        ],
        "application_confirmation": [
            "당사에 지원해 주셔서 감사합니다. 서류 검토 후 개별 연락드리겠습니다.",
            "지원서가 정상적으로 접수되었습니다.",
            "보내주신 이력서 잘 받았습니다. 감사합니다.",
        ],
        "interview_invite": [
            "서류전형에 합격하셨습니다. 1차 면접을 진행하고자 하니 가능하신 일정을 회신 부탁드립니다.",
            "지원님의 이력이 인상 깊어 면접에 초대하고 싶습니다. 다음 주 중 언제가 편하신가요?",
            "아래 링크에서 면접 시간을 선택해 주세요.",
        ],
        "interview_scheduled": [
            "면접 일정이 아래와 같이 확정되어 안내드립니다.\n일시: 11/20(금) 14:00",
            "그럼 11/20(금) 14:00에 본사 3층에서 면접을 진행하겠습니다.",
        ],
        "offer": [
            "최종 합격을 진심으로 축하드립니다. 처우 조건은 첨부 파일을 확인해 주세요.",
            "물류팀 매니저 포지션으로 귀하를 채용하고자 합니다.",
            "첨부된 근로계약서를 확인하시고 서명하여 회신 부탁드립니다.",
        ],
        "assessment": [
            "다음 전형은 온라인 코딩테스트입니다. 11/25까지 응시해 주시기 바랍니다.",
            "과제 전형 안내드립니다. 첨부된 과제를 일주일 안에 제출해 주세요.",
            "AI 역량검사에 응시해 주세요.",
        ],
        "status_update": [
            "현재 서류 검토가 진행 중이오니 조금만 더 기다려 주시기 바랍니다.",
            "전형 결과 발표가 지연되고 있어 양해 부탁드립니다.",
        ],
        "position_closed": ["내부 사정으로 해당 포지션의 채용이 취소되었음을 알려드립니다."],
        "position_on_hold": ["조직 개편으로 인해 해당 채용이 잠정 보류되었습니다."],
        "interview_rescheduled": ["죄송하지만 면접 일정을 11/24(화) 10:00로 변경할 수 있을까요?"],
        "interview_cancelled": ["부득이하게 목요일 면접이 취소되었습니다."],
        "application_incomplete": ["지원서에 포트폴리오가 누락되어 있습니다. 다시 제출해 주세요."],
        "recruiter_outreach": ["링크드인에서 프로필을 보고 저희 포지션에 잘 맞으실 것 같아 연락드립니다."],
    },
    "vi": {
        "rejection": [
            "Rất tiếc, hồ sơ của bạn chưa phù hợp với vị trí này ở thời điểm hiện tại.",
            "Sau khi cân nhắc kỹ lưỡng, chúng tôi đã quyết định lựa chọn một ứng viên khác.",
            "Chúng tôi rất lấy làm tiếc phải thông báo rằng bạn không vượt qua vòng phỏng vấn.",
            "Công ty chưa thể hợp tác cùng anh/chị trong đợt tuyển dụng lần này.",
            "Chúc bạn sớm tìm được công việc như ý.",
        ],
        "application_confirmation": [
            "Cảm ơn bạn đã ứng tuyển vào công ty chúng tôi. Chúng tôi sẽ xem xét hồ sơ và phản hồi sớm nhất.",
            "Chúng tôi đã nhận được hồ sơ ứng tuyển của anh/chị.",
            "CV của bạn đã được gửi thành công đến nhà tuyển dụng.",
        ],
        "interview_invite": [
            "Chúng tôi trân trọng kính mời bạn tham gia buổi phỏng vấn. Bạn vui lòng cho biết thời gian phù hợp nhé.",
            "Hồ sơ của anh/chị đã vượt qua vòng sơ loại, công ty muốn mời anh/chị đến phỏng vấn trong tuần sau.",
            "Bạn vui lòng chọn khung giờ phỏng vấn theo đường link dưới đây.",
        ],
        "interview_scheduled": [
            "Xác nhận lịch phỏng vấn của bạn lúc 14:00 ngày 20/11/2026 tại văn phòng công ty.",
            "Buổi phỏng vấn sẽ diễn ra vào lúc 10:00 ngày 20/11/2026 qua Google Meet.",
        ],
        "offer": [
            "Chúc mừng bạn đã trúng tuyển vị trí Trưởng kho.",
            "Công ty trân trọng gửi đến bạn thư mời nhận việc, vui lòng xem file đính kèm.",
            "Chúng tôi rất vui được mời bạn gia nhập công ty với vị trí Kế toán viên.",
        ],
        "assessment": [
            "Bước tiếp theo, bạn vui lòng hoàn thành bài kiểm tra năng lực trước ngày 25/11.",
            "Mời bạn làm bài test online theo đường link bên dưới để hoàn tất vòng 1 tuyển dụng.",
            "Em gửi anh bài tập kỹ thuật, anh làm và nộp lại trong vòng 3 ngày giúp em nhé.",
        ],
        "status_update": [
            "Hồ sơ ứng tuyển của bạn vẫn đang được xem xét, mong bạn kiên nhẫn chờ đợi thêm.",
            "Hồ sơ của bạn đã được chuyển đến trưởng bộ phận, kết quả sẽ được thông báo sau.",
        ],
        "position_closed": ["Vị trí bạn ứng tuyển hiện đã ngừng tuyển dụng."],
        "position_on_hold": ["Do thay đổi kế hoạch nhân sự, công ty tạm dừng tuyển dụng vị trí này."],
        "interview_rescheduled": ["Công ty xin phép dời lịch phỏng vấn sang 10:00 ngày 24/11/2026."],
        "interview_cancelled": ["Rất xin lỗi, buổi phỏng vấn ngày mai bị hủy."],
        "application_incomplete": ["Hồ sơ ứng tuyển của bạn còn thiếu bản sao bằng cấp, vui lòng bổ sung."],
        "recruiter_outreach": ["Mình thấy profile của bạn trên LinkedIn rất phù hợp với vị trí bên mình đang tuyển, bạn có quan tâm không?"],
    },
    "id": {
        "rejection": [
            "Dengan berat hati kami sampaikan bahwa Anda belum berhasil lolos ke tahap berikutnya.",
            "Setelah melalui pertimbangan, kami memutuskan untuk melanjutkan proses dengan kandidat lain.",
            "Mohon maaf, kualifikasi Anda saat ini belum sesuai dengan kebutuhan perusahaan kami.",
            "Dukacita dimaklumkan bahawa permohonan jawatan anda tidak berjaya.",
            "Semoga sukses dalam pencarian kerja Anda selanjutnya.",
        ],
        "application_confirmation": [
            "Terima kasih telah melamar di perusahaan kami. Tim kami akan meninjau lamaran Anda.",
            "Lamaran Anda untuk posisi staf gudang telah kami terima.",
            "Kami telah menerima permohonan kerja anda dan akan menyemaknya.",
        ],
        "interview_invite": [
            "Kami mengundang Anda untuk mengikuti wawancara. Mohon informasikan waktu yang sesuai.",
            "Selamat, CV Anda lolos seleksi awal. Kapan Anda bersedia untuk interview dengan tim kami?",
            "Kami ingin menjemput anda menghadiri temu duga di pejabat kami. Bilakah masa yang sesuai?",
        ],
        "interview_scheduled": [
            "Dengan ini kami konfirmasi jadwal wawancara Anda pada Jumat, 20 November 2026 pukul 14:00 WIB.",
            "Interview akan dilaksanakan pada tanggal 20 November 2026 jam 10:00 di kantor pusat.",
        ],
        "offer": [
            "Selamat! Anda diterima bekerja sebagai staf gudang di perusahaan kami.",
            "Terlampir surat penawaran kerja untuk Anda pelajari dan tanda tangani.",
            "Dengan senang hati kami menawarkan posisi supervisor gudang kepada Anda.",
        ],
        "assessment": [
            "Tahap selanjutnya adalah psikotes online. Silakan kerjakan sebelum 25 November.",
            "Mohon kerjakan tes teknis berikut dan kirimkan kembali dalam 3 hari.",
            "Silakan rekam jawaban Anda untuk wawancara video melalui tautan berikut.",
        ],
        "status_update": [
            "Saat ini lamaran Anda masih dalam proses seleksi, mohon kesediaannya untuk menunggu.",
            "Proses rekrutmen memerlukan waktu lebih lama dari perkiraan, mohon maaf atas keterlambatan ini.",
        ],
        "position_closed": ["Lowongan yang Anda lamar telah ditutup."],
        "position_on_hold": ["Proses rekrutmen untuk posisi ini sementara ditunda."],
        "interview_rescheduled": ["Mohon maaf, jadwal wawancara kami ubah menjadi 24 November 2026 pukul 10:00."],
        "interview_cancelled": ["Mohon maaf, wawancara hari Kamis terpaksa dibatalkan."],
        "application_incomplete": ["Lamaran Anda belum lengkap, mohon lampirkan ijazah dan transkrip nilai."],
        "recruiter_outreach": ["Saya menemukan profil Anda di LinkedIn dan merasa cocok dengan lowongan di perusahaan kami. Apakah Anda tertarik?"],
    },
    "th": {
        "rejection": [
            "ขอเรียนแจ้งให้ทราบว่า คุณไม่ผ่านการคัดเลือกในครั้งนี้",
            "ทางบริษัทได้พิจารณาแล้ว เสียใจที่ต้องแจ้งว่าบริษัทได้เลือกผู้สมัครท่านอื่น",
            "คุณสมบัติของท่านยังไม่ตรงกับตำแหน่งที่เปิดรับ",
        ],
        "application_confirmation": [
            "ขอบคุณที่สมัครงานกับบริษัทของเรา ทางเราจะพิจารณาใบสมัครของคุณโดยเร็ว",
            "บริษัทได้รับใบสมัครของท่านเรียบร้อยแล้ว",
            "เราได้รับเรซูเม่ของคุณแล้ว ขอบคุณค่ะ",
        ],
        "interview_invite": [
            "ทางบริษัทขอเรียนเชิญคุณเข้ารับการสัมภาษณ์งาน กรุณาแจ้งวันและเวลาที่สะดวก",
            "เราสนใจประวัติของคุณ อยากนัดสัมภาษณ์ คุณสะดวกวันไหนคะ",
            "กรุณาเลือกเวลาสัมภาษณ์ผ่านลิงก์ด้านล่าง",
        ],
        "interview_scheduled": [
            "ขอยืนยันนัดสัมภาษณ์งานวันที่ 20/11/2026 เวลา 14:00 ที่สำนักงานใหญ่",
        ],
        "offer": [
            "ขอแสดงความยินดี คุณได้รับการคัดเลือกให้เข้าทำงานในตำแหน่งหัวหน้าคลังสินค้า",
            "แนบสัญญาจ้างงานมาเพื่อให้ท่านลงนามและส่งกลับ",
        ],
        "assessment": [
            "ขั้นตอนต่อไป กรุณาทำแบบทดสอบออนไลน์ภายใน 3 วัน",
            "รบกวนทำข้อสอบวัดความถนัดสำหรับผู้สมัครตามลิงก์นี้",
        ],
        "status_update": ["ใบสมัครของคุณยังอยู่ระหว่างการพิจารณา กรุณารอสักครู่"],
        "position_closed": ["ตำแหน่งงานที่ท่านสมัครปิดรับสมัครแล้ว"],
        "interview_rescheduled": ["ขอเลื่อนนัดสัมภาษณ์เป็นวันที่ 24/11/2026 เวลา 10:00"],
        "interview_cancelled": ["ต้องขออภัย ขอยกเลิกการสัมภาษณ์ในวันพรุ่งนี้"],
    },
    "ar": {
        "rejection": [
            "نأسف لإبلاغك بأنه لم يتم اختيارك لهذه الوظيفة.",
            "بعد دراسة متأنية، قررنا المضي قدمًا مع مرشح آخر تتوافق خبراته بشكل أكبر مع متطلباتنا.",
            "نعتذر عن عدم قبول طلبكم للعمل لدينا في الوقت الحالي.",
            "نتمنى لك كل التوفيق في بحثك عن عمل.",
        ],
        "application_confirmation": [
            "شكرًا لتقدمك لوظيفة محاسب في شركتنا. سنقوم بمراجعة طلبك.",
            "لقد استلمنا سيرتك الذاتية بنجاح.",
            "تم استلام طلب التوظيف الخاص بكم.",
        ],
        "interview_invite": [
            "يسرّنا دعوتك لإجراء مقابلة عمل. يرجى إخبارنا بالموعد المناسب لك.",
            "نود تحديد موعد لمقابلة شخصية معك الأسبوع القادم، متى يناسبك؟",
            "يرجى اختيار موعد المقابلة من خلال الرابط أدناه.",
        ],
        "interview_scheduled": ["نؤكد موعد مقابلتك يوم الجمعة 20 نوفمبر 2026 الساعة 14:00 في مقر الشركة."],
        "offer": [
            "يسعدنا أن نعرض عليك وظيفة محاسب أول في شركتنا.",
            "مرفق عقد العمل للتوقيع.",
            "تهانينا، لقد تم قبولك في وظيفة مشرف مستودع.",
        ],
        "assessment": [
            "الخطوة التالية هي اختبار تقني عبر الإنترنت، يرجى إكماله خلال خمسة أيام.",
            "يرجى إجراء اختبار القدرات قبل يوم الأحد لاستكمال إجراءات التوظيف.",
        ],
        "status_update": ["طلبك لا يزال قيد المراجعة ونشكرك على صبرك."],
        "position_closed": ["نحيطكم علمًا بأنه تم إغلاق باب التقديم لهذه الوظيفة."],
        "interview_rescheduled": ["نعتذر، نحتاج إلى تأجيل المقابلة إلى يوم الثلاثاء 24 نوفمبر 2026 الساعة 10:00."],
        "interview_cancelled": ["نأسف، تم إلغاء المقابلة المقررة غدًا."],
    },
    "he": {
        "rejection": [
            "לצערנו החלטנו שלא להתקדם עם מועמדותך לתפקיד.",
            "אחרי התלבטות רבה בחרנו במועמדת אחרת שניסיונה מתאים יותר לדרישות.",
            "תודה על הזמן שהקדשת לתהליך, אך הפעם לא נוכל להמשיך איתך לשלב הבא.",
            "אנו מאחלים לך הצלחה בהמשך חיפוש העבודה.",
        ],
        "application_confirmation": [
            "תודה שהגשת מועמדות לחברתנו. קורות החיים שלך ייבחנו על ידי צוות הגיוס.",
            "קורות החיים שלך התקבלו בהצלחה.",
            "קיבלנו את פנייתך למשרת מנהל מחסן.",
        ],
        "interview_invite": [
            "נשמח להזמין אותך לראיון עבודה במשרדינו. מתי נוח לך?",
            "התרשמנו מקורות החיים שלך ונרצה לתאם שיחת טלפון קצרה. אילו זמנים מתאימים לך?",
            "אנא בחר מועד לראיון בקישור המצורף.",
        ],
        "interview_scheduled": ["הריני לאשר את הראיון שלך ביום שישי, 20 בנובמבר 2026 בשעה 14:00."],
        "offer": [
            "אנו שמחים להציע לך את תפקיד מנהל המחסן.",
            "מצורף הסכם העסקה לחתימתך.",
            "ברכות! התקבלת לעבודה אצלנו.",
        ],
        "assessment": [
            "השלב הבא בתהליך הגיוס הוא מבחן בית, נא להגיש עד יום ראשון.",
            "מצורפת מטלה טכנית לביצוע במסגרת תהליך המיון למשרה.",
        ],
        "status_update": ["המועמדות שלך עדיין נבחנת, ואנו מודים לך על הסבלנות."],
        "position_closed": ["ברצוננו לעדכן כי המשרה נסגרה."],
        "interview_rescheduled": ["אנחנו צריכים לדחות את הראיון ליום שלישי 24.11.2026 בשעה 10:00."],
        "interview_cancelled": ["לצערנו הראיון שנקבע למחר מבוטל."],
    },
}  # fmt: skip

SENT = {
    "ja": [
        ("application_sent", "事務職への応募", "貴社の事務職の求人を拝見し、応募いたします。履歴書と職務経歴書を添付いたしましたので、ご査収ください。"),
        ("application_sent", "求人応募の件（佐藤）", "求人サイトで拝見した倉庫管理の職種に応募させていただきたく、ご連絡いたしました。"),
        ("interview_followup", "面接のお礼", "本日はお忙しい中、面接のお時間をいただき、誠にありがとうございました。"),
        ("candidate_followup", "選考状況のお伺い", "先日応募いたしました件につきまして、その後の選考状況はいかがでしょうか。"),
        ("candidate_scheduling", "Re: 面接の日程について", "面接の日程ですが、11/20（金）14:00でお願いいたします。"),
        ("withdrawal", "選考辞退のご連絡", "誠に勝手ながら、選考を辞退させていただきたくご連絡いたしました。"),
        ("offer_accepted", "Re: 採用内定のご連絡", "内定のご連絡をいただきありがとうございます。謹んでお受けいたします。"),
        ("offer_declined", "Re: 採用内定のご連絡", "誠に申し訳ございませんが、内定を辞退させていただきたく存じます。"),
        ("candidate_reply", "Re: 応募書類について", "ご連絡ありがとうございます。ご依頼のありました卒業証明書をお送りいたします。"),
    ],
    "zh": [
        ("application_sent", "应聘仓库主管", "您好，我在贵公司官网看到仓库主管的招聘信息，非常感兴趣，附件是我的简历，请查收。"),
        ("application_sent", "應徵會計人員", "您好，我想應徵貴公司的會計職缺，隨信附上履歷表，期待有機會面談。"),
        ("interview_followup", "感谢您的面试", "非常感谢您今天抽出时间面试我，让我对贵公司有了更深的了解。"),
        ("candidate_followup", "关于面试结果", "您好，我上周参加了贵公司的面试，想请问一下目前的招聘进展如何？"),
        ("candidate_scheduling", "Re: 面試邀請", "謝謝您的面試邀請，11/20 下午兩點我可以。"),
        ("withdrawal", "关于应聘申请", "由于个人原因，我想撤回我的求职申请，谢谢您的理解。"),
        ("offer_accepted", "Re: 录用通知", "感谢贵公司的录用，我很高兴接受这份工作。"),
        ("offer_declined", "Re: 录用通知", "经过慎重考虑，很抱歉我无法接受贵公司的录用。"),
        ("candidate_reply", "Re: 您的简历", "谢谢您的回复，您需要的学历证明我已附在邮件中。"),
    ],
    "ko": [
        ("application_sent", "물류팀 매니저 지원합니다", "안녕하세요. 귀사의 물류팀 매니저 채용 공고를 보고 지원하게 되었습니다. 이력서를 첨부합니다."),
        ("application_sent", "입사지원서 제출", "회계 담당자 채용에 지원하고자 이력서와 자기소개서를 보내드립니다."),
        ("interview_followup", "면접 감사드립니다", "오늘 바쁘신 와중에 면접 기회를 주셔서 감사합니다."),
        ("candidate_followup", "채용 결과 문의", "지난주에 본 면접 결과가 언제쯤 나오는지 여쭤보고 싶습니다."),
        ("candidate_scheduling", "Re: 면접 일정 안내", "네, 11/20(금) 14:00에 면접 참석 가능합니다."),
        ("withdrawal", "지원 철회 요청", "개인 사정으로 입사 지원을 철회하고자 합니다."),
        ("offer_accepted", "Re: 최종 합격 안내", "합격 연락 감사드리며, 입사 제안을 기쁘게 수락합니다."),
        ("offer_declined", "Re: 최종 합격 안내", "죄송하지만 고민 끝에 입사를 포기하기로 했습니다. 제안은 감사했습니다."),
        ("candidate_reply", "Re: 지원 서류 요청", "연락 주셔서 감사합니다. 요청하신 졸업증명서를 첨부합니다."),
    ],
    "vi": [
        ("application_sent", "Ứng tuyển vị trí Kế toán", "Em xin ứng tuyển vào vị trí Kế toán tại công ty. Em gửi kèm CV và thư xin việc, mong anh/chị xem xét."),
        ("application_sent", "Hồ sơ xin việc - Nguyễn Minh", "Qua thông tin tuyển dụng, tôi mong muốn được làm việc tại quý công ty. Đính kèm là hồ sơ xin việc của tôi."),
        ("interview_followup", "Cảm ơn về buổi phỏng vấn", "Em cảm ơn anh đã dành thời gian phỏng vấn em hôm nay."),
        ("candidate_followup", "Hỏi về kết quả phỏng vấn", "Em muốn hỏi về kết quả buổi phỏng vấn tuần trước ạ."),
        ("candidate_scheduling", "Re: Thư mời phỏng vấn", "Em xác nhận sẽ tham gia phỏng vấn lúc 14:00 ngày 20/11."),
        ("withdrawal", "Xin rút hồ sơ ứng tuyển", "Vì lý do cá nhân, tôi xin rút hồ sơ ứng tuyển vị trí Kế toán."),
        ("offer_accepted", "Re: Thư mời nhận việc", "Em rất vui được nhận lời mời làm việc của công ty."),
        ("offer_declined", "Re: Thư mời nhận việc", "Rất tiếc em xin phép từ chối lời mời nhận việc này."),
        ("candidate_reply", "Re: Hồ sơ ứng tuyển", "Cảm ơn chị đã phản hồi. Em gửi chị bằng tốt nghiệp theo yêu cầu ạ."),
    ],
    "id": [
        ("application_sent", "Lamaran Kerja - Staf Gudang", "Saya bermaksud melamar posisi staf gudang di perusahaan Bapak/Ibu. Terlampir CV dan surat lamaran saya."),
        ("application_sent", "Permohonan Jawatan Kerani", "Saya ingin memohon jawatan kerani di syarikat tuan. Bersama ini saya lampirkan resume saya."),
        ("interview_followup", "Terima kasih atas wawancara", "Terima kasih atas waktu yang Ibu berikan untuk wawancara hari ini."),
        ("candidate_followup", "Menanyakan status lamaran", "Saya ingin menanyakan perkembangan lamaran saya untuk posisi staf gudang."),
        ("candidate_scheduling", "Re: Undangan wawancara", "Saya bersedia hadir wawancara pada hari Jumat pukul 14:00."),
        ("withdrawal", "Pengunduran diri dari proses seleksi", "Dengan ini saya ingin mengundurkan diri dari proses seleksi posisi staf gudang."),
        ("offer_accepted", "Re: Surat penawaran kerja", "Dengan senang hati saya menerima tawaran kerja dari perusahaan Ibu."),
        ("offer_declined", "Re: Surat penawaran kerja", "Mohon maaf, saya belum dapat menerima tawaran pekerjaan ini."),
        ("candidate_reply", "Re: Lamaran kerja", "Terima kasih atas tanggapannya. Berikut saya kirimkan ijazah yang diminta."),
    ],
    "th": [
        ("application_sent", "สมัครงานตำแหน่งพนักงานบัญชี", "ดิฉันมีความประสงค์จะสมัครงานในตำแหน่งพนักงานบัญชี ได้แนบเรซูเม่มาพร้อมอีเมลนี้"),
        ("interview_followup", "ขอบคุณสำหรับการสัมภาษณ์", "ขอบคุณที่สละเวลาสัมภาษณ์ผมในวันนี้ครับ"),
        ("candidate_followup", "สอบถามผลการสมัครงาน", "ขอสอบถามความคืบหน้าของผลการสัมภาษณ์งานครับ"),
        ("candidate_scheduling", "Re: นัดสัมภาษณ์งาน", "ยืนยันเข้าสัมภาษณ์วันศุกร์เวลา 14:00 ครับ"),
        ("withdrawal", "ขอถอนใบสมัคร", "ขอถอนใบสมัครงานเนื่องจากเหตุผลส่วนตัว"),
        ("offer_declined", "Re: ข้อเสนองาน", "ขออภัยด้วย ดิฉันขอปฏิเสธข้อเสนองานนี้"),
    ],
    "ar": [
        ("application_sent", "طلب وظيفة محاسب", "أود التقدم لوظيفة محاسب في شركتكم الموقرة، وتجدون سيرتي الذاتية مرفقة."),
        ("interview_followup", "شكر على المقابلة", "أشكركم على وقتكم في مقابلة العمل اليوم."),
        ("candidate_followup", "استفسار عن طلب التوظيف", "أود الاستفسار عن حالة طلبي للوظيفة."),
        ("candidate_scheduling", "رد: موعد المقابلة", "الموعد يناسبني وسأحضر المقابلة يوم الأحد."),
        ("withdrawal", "سحب طلب التوظيف", "أرغب في سحب طلبي للوظيفة لأسباب شخصية."),
        ("offer_accepted", "Re: عرض العمل", "يسعدني قبول عرض العمل المقدم منكم."),
        ("offer_declined", "Re: عرض العمل", "أعتذر عن عدم قبول عرض العمل."),
    ],
    "he": [
        ("application_sent", "הגשת מועמדות למשרת רואה חשבון", "אני מגיש מועמדות למשרת רואה חשבון בחברתכם. מצורפים קורות החיים שלי."),
        ("interview_followup", "תודה על הראיון", "תודה רבה על הזמן שהקדשת לי בראיון היום."),
        ("candidate_followup", "בירור לגבי המועמדות", "רציתי לברר מה הסטטוס של המועמדות שלי."),
        ("candidate_scheduling", "Re: זימון לראיון", "מאשר הגעה לראיון ביום שישי בשעה 14:00."),
        ("withdrawal", "הסרת מועמדות", "ברצוני להסיר את מועמדותי לתפקיד."),
        ("offer_accepted", "Re: הצעת עבודה", "אני שמח לקבל את הצעת העבודה."),
        ("offer_declined", "Re: הצעת עבודה", "לצערי אני נאלץ לדחות את הצעת העבודה."),
    ],
}  # fmt: skip

NOTHING = {
    "ja": [
        ("賃貸物件のお申し込みについて", "お申し込みいただいた物件は、審査の結果、誠に残念ながら他の方に決まりました。"),
        ("カードローン審査結果のお知らせ", "厳正なる審査の結果、誠に残念ながら今回はご希望に沿うことができませんでした。"),
        ("選考の流れ", "書類選考を通過された方には、面接の日程をご連絡いたします。"),
        ("プレゼントキャンペーン", "キャンペーンにご応募いただきありがとうございます。当選者の発表は賞品の発送をもって代えさせていただきます。"),
        ("幼稚園入園面接のご案内", "入園願書を受け付けました。お子様の面接は11/20（金）14:00より行います。"),
    ],
    "zh": [
        ("贷款申请结果", "很遗憾，经过综合评估，您的贷款申请未能通过。"),
        ("签证面谈预约", "您的签证申请已收到，面谈时间为11/20 10:00，请携带护照。"),
        ("招聘流程说明", "如您通过初筛，我们将邀请您参加面试。"),
        ("租屋申請", "感謝您申請租屋，很遺憾房東已選擇其他租客。"),
    ],
    "ko": [
        ("대출 신청 결과", "신중히 검토한 결과, 아쉽게도 고객님의 대출 신청은 승인되지 않았습니다."),
        ("정부 지원금 신청", "지원금 신청이 정상적으로 접수되었습니다."),
        ("전형 절차 안내", "서류 합격자에 한하여 면접 일정을 개별 안내드릴 예정입니다."),
        ("앱 업데이트", "새로운 기능을 지원합니다. 이용해 주셔서 감사합니다."),
    ],
    "vi": [
        ("Kết quả hồ sơ vay", "Rất tiếc, hồ sơ vay vốn của bạn chưa được ngân hàng phê duyệt."),
        ("Lịch phỏng vấn visa", "Lịch phỏng vấn xin thị thực của bạn tại lãnh sự quán là 10:00 ngày 20/11/2026."),
        ("Quy trình tuyển dụng", "Nếu hồ sơ phù hợp, chúng tôi sẽ mời bạn phỏng vấn."),
        ("Thuê căn hộ", "Cảm ơn bạn đã quan tâm, rất tiếc căn hộ đã có người thuê khác."),
    ],
    "id": [
        ("Pengajuan kredit Anda", "Mohon maaf, pengajuan kredit Anda belum dapat kami setujui."),
        ("Permohonan visa", "Permohonan visa Anda telah kami terima, wawancara di kedutaan dijadwalkan 20 November 2026 pukul 10:00."),
        ("Proses seleksi", "Apabila Anda lolos seleksi, kami akan mengundang Anda untuk wawancara."),
        ("Beasiswa", "Dengan berat hati kami sampaikan bahwa Anda belum lolos seleksi beasiswa kampus."),
    ],
    "th": [
        ("ผลการขอสินเชื่อ", "เสียใจที่ต้องแจ้งว่าคำขอสินเชื่อของท่านไม่ผ่านการพิจารณา"),
        ("ขั้นตอนการสมัคร", "หากท่านผ่านการคัดเลือก ทางเราจะติดต่อเพื่อนัดสัมภาษณ์"),
        ("สมัครสมาชิก", "ขอบคุณที่สมัครสมาชิกกับเรา รับส่วนลด 10% ทันที"),
    ],
    "ar": [
        ("طلب القرض", "نأسف لإبلاغك بأنه لم يتم قبول طلب القرض الخاص بك."),
        ("تأشيرة السفر", "تم استلام طلب التأشيرة الخاص بك، وموعد المقابلة في السفارة الساعة 10:00."),
        ("خطوات التوظيف", "إذا تم اختيارك للمرحلة التالية سنتواصل معك لتحديد موعد المقابلة."),
    ],
    "he": [
        ("בקשה להלוואה", "לצערנו החלטנו שלא לאשר את בקשתך להלוואה."),
        ("השכרת הדירה", "תודה על פנייתך, לצערנו בחרנו בשוכר אחר לדירה."),
        ("תהליך המיון", "אם תעבור לשלב הבא, נזמין אותך לראיון."),
    ],
}  # fmt: skip


def kinds(sender: str, recipient: str, subject: str, text: str) -> list[str]:
    head = f"From: {sender}\nTo: {recipient}\nSubject: {subject}\nDate: Tue, 10 Nov 2026 06:00:00 +0000\n"
    whole = f"{head}Message-ID: <a@b.example>\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
    inferred = infer(read(split(whole.encode())), frozenset({ME}), inference_tables())
    assert bool(inferred.events) != bool(inferred.ignored)
    return [event.kind.value for event in inferred.events]


def framed(language: str, text: str, name: str) -> str:
    _, greeting, closing = FRAMES[language]
    return f"{greeting}\n\n{text}\n\n{closing}\n{name}"


@pytest.mark.parametrize(
    ("language", "kind", "text"),
    [(lang, kind, text) for lang, table in RECEIVED.items() for kind, texts in table.items() for text in texts],
)
def test_what_an_employer_writes(language: str, kind: str, text: str) -> None:
    found = kinds(KIM, ME, FRAMES[language][0], framed(language, text, "Kim Tan"))
    assert [event for event in found if event not in ("promise", "do_not_contact")] == [kind]


@pytest.mark.parametrize(
    ("language", "kind", "subject", "text"), [(lang, *row) for lang, table in SENT.items() for row in table]
)
def test_what_the_user_writes(language: str, kind: str, subject: str, text: str) -> None:
    assert kinds(ME, KIM, subject, framed(language, text, "Sam")) == [kind]


@pytest.mark.parametrize(
    ("language", "subject", "text"), [(lang, *row) for lang, table in NOTHING.items() for row in table]
)
def test_what_has_nothing_to_do_with_it(language: str, subject: str, text: str) -> None:
    assert kinds("Norrvik <post@norrvik.example>", ME, subject, framed(language, text, "Norrvik")) == []


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("この度はご応募ありがとうございます。選考結果は5営業日以内にご連絡いたします。", "2026-11-17"),
        ("この度はご応募ありがとうございます。来週中に結果をお知らせします。", "2026-11-20"),
        ("感谢您投递简历，我们将在三个工作日内给您答复。", "2026-11-13"),
        ("당사 채용에 지원해 주셔서 감사합니다. 결과는 일주일 이내에 안내드리겠습니다.", "2026-11-17"),
        ("Cảm ơn bạn đã ứng tuyển. Chúng tôi sẽ phản hồi trong vòng 5 ngày làm việc.", "2026-11-17"),
        ("Terima kasih telah melamar. Kami akan menghubungi Anda dalam 3 hari kerja.", "2026-11-13"),
        ("ขอบคุณที่สมัครงานกับเรา เราจะแจ้งผลภายใน 7 วันทำการ", "2026-11-19"),
        ("شكرا لتقدمك للوظيفة. سنرد عليك خلال خمسة أيام عمل.", "2026-11-17"),
        ("תודה על הגשת המועמדות. נחזור אליך תוך 5 ימי עסקים.", "2026-11-17"),
    ],
)
def test_promises(text: str, due: str) -> None:
    head = f"From: {KIM}\nTo: {ME}\nSubject: Re\nDate: Tue, 10 Nov 2026 06:00:00 +0000\n"
    whole = f"{head}Message-ID: <a@b.example>\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
    inferred = infer(read(split(whole.encode())), frozenset({ME}), inference_tables())
    told = {event.kind.value: event.due_by for event in inferred.events}
    assert str(told.get("promise")) == due
    assert "application_confirmation" in told
