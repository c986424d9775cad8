"""What people read when the doors refuse."""

from guanxi.kernel.errors import register_messages
from guanxi.kernel.i18n import L

register_messages(
    {
        "conflict": L(
            "你打开之后，别人改了同样的内容，请选择保留哪个。",
            "你開啟之後，別人改了相同的內容，請選擇保留哪個。",
            "Somebody changed the same fields after you opened this. Choose which values to keep.",
        ),
        "unknown_version": L(
            "版本号不对，请刷新后再试。",
            "版本號不對，請重新整理後再試。",
            "That version does not exist. Reload and try again.",
        ),
        "version_required": L(
            "请在 If-Match 里带上你读到的版本号。",
            "請在 If-Match 裡帶上你讀到的版本號。",
            "Send the version that you read in If-Match.",
        ),
        "twice_in_batch": L(
            "同一条记录在这一批里出现了两次。",
            "同一筆記錄在這一批裡出現了兩次。",
            "The same record appears twice in this batch.",
        ),
        "bad_entries": L(
            "{label}的格式不对，最多 {limit} 项。",
            "{label}的格式不對，最多 {limit} 項。",
            "{label} is malformed; at most {limit} entries.",
        ),
        "file_by_upload": L(
            "“{label}”里的文件请先上传，不能用文字填写，也不能从表格导入。",
            "「{label}」裡的檔案請先上傳，不能用文字填寫，也不能從表格匯入。",
            "Upload the files of “{label}” first; they cannot be written as text or imported from a table.",
        ),
        "too_many_files": L(
            "“{label}”最多 {limit} 个文件。",
            "「{label}」最多 {limit} 個檔案。",
            "“{label}” takes at most {limit} files.",
        ),
        "picture_too_large": L(
            "图片最多 {limit} 百万像素，请缩小后再上传。",
            "圖片最多 {limit} 百萬畫素，請縮小後再上傳。",
            "A picture may have at most {limit} million pixels. Make it smaller first.",
        ),
        "too_many_loose_files": L(
            "你有 {limit} 个上传后还没有放到记录里的文件，请先处理这些文件，或明天再试。",
            "你有 {limit} 個上傳後還沒有放到記錄裡的檔案，請先處理這些檔案，或明天再試。",
            "{limit} of the files that you uploaded are on no record yet. Use those first, or try again tomorrow.",
        ),
        "unknown_file": L(
            "“{label}”里有找不到的文件，请重新上传。",
            "「{label}」裡有找不到的檔案，請重新上傳。",
            "“{label}” names a file that is not there. Upload it again.",
        ),
        "file_too_large": L(
            "文件太大了，最多 {limit} MB。",
            "檔案太大了，最多 {limit} MB。",
            "The file is too large; at most {limit} MB.",
        ),
        "no_space": L(
            "服务器的磁盘已满，请联系管理员。",
            "伺服器的磁碟已滿，請聯絡管理員。",
            "The server has no space left. Tell your administrator.",
        ),
        "sort_too_long": L(
            "最多按 {limit} 列排序。", "最多依 {limit} 欄排序。", "Sort by at most {limit} columns."
        ),
        "not_sortable": L(
            "不能按“{label}”排序。", "不能依「{label}」排序。", "“{label}” cannot be sorted by."
        ),
        "not_summable": L("不能对“{label}”求和。", "不能對「{label}」加總。", "“{label}” cannot be summed."),
        "not_a_key": L(
            "“{label}”不是唯一字段，不能用来对应记录。",
            "「{label}」不是唯一欄位，不能用來對應記錄。",
            "“{label}” is not unique and cannot identify records.",
        ),
        "too_many_tags": L("标签最多 {limit} 个。", "標籤最多 {limit} 個。", "At most {limit} tags."),
        "tag_has_children": L(
            "这个标签下面还有标签，请先移走。",
            "這個標籤下面還有標籤，請先移走。",
            "This tag has tags below it. Move them first.",
        ),
        "tag_taken": L(
            "已经有“{value}”这个标签了。",
            "已經有「{value}」這個標籤了。",
            "There is a tag “{value}” already.",
        ),
        "tag_loop": L(
            "标签不能放到自己的下级里。", "標籤不能放到自己的下級裡。", "A tag cannot stand below itself."
        ),
        "too_many_at_once": L(
            "一次最多处理 {limit} 条。", "一次最多處理 {limit} 筆。", "At most {limit} records at once."
        ),
        "search_in_making": L(
            "升级后搜索索引正在重建，你的角色有不可见的字段，建完之前暂不能按文字搜索。可先用筛选条件查找，稍后再试。",
            "升級後搜尋索引正在重建，你的角色有不可見的欄位，完成之前暫時無法用文字搜尋。請先用篩選條件尋找，稍後再試。",
            "After an update the search index is being rebuilt. Your role has hidden fields, so text search waits until it is"
            " done. Use filters meanwhile and try again later.",
        ),
        "bad_cursor": L(
            "翻页标记已失效，请从第一页重新开始。",
            "翻頁標記已失效，請從第一頁重新開始。",
            "The page cursor is not valid. Start again from the first page.",
        ),
        "owner_out_of_reach": L(
            "你不能把新记录交给这个人。",
            "你不能把新記錄交給這個人。",
            "You may not create records for this person.",
        ),
        "may_not_share_write": L(
            "你只能查看这条记录，不能让别人编辑它。",
            "你只能檢視這筆記錄，不能讓別人編輯它。",
            "You may only read this record, so you cannot let somebody edit it.",
        ),
        "share_over": L(
            "到期时间要晚于现在；协作成员没有到期时间。",
            "到期時間要晚於現在；協作成員沒有到期時間。",
            "The end must lie in the future; a collaborator has none.",
        ),
        "too_many_shares": L(
            "一条记录最多共享给 {limit} 个对象。",
            "一筆記錄最多共享給 {limit} 個對象。",
            "A record can be shared with at most {limit}.",
        ),
        "may_not_assign": L(
            "你没有权限把这条记录交给别人。",
            "你沒有權限把這筆記錄交給別人。",
            "You may not hand this record to somebody else.",
        ),
        "approval_reason": L(
            "这次有 {rows} 行，达到 {over} 行要别人批准，请写明用途。",
            "這次有 {rows} 列，達到 {over} 列要他人核准，請寫明用途。",
            "These are {rows} rows; from {over} on somebody else has to approve. Say what they are for.",
        ),
        "no_approver": L(
            "现在没有别人可以批准导出，请联系管理员指定批准人。",
            "目前沒有其他人可以核准匯出，請聯絡管理員指定核准人。",
            "Nobody else could approve this export. Ask an administrator to name somebody.",
        ),
        "own_export": L(
            "自己的导出要由别人批准。",
            "自己的匯出要由他人核准。",
            "Somebody else has to approve your own export.",
        ),
        "refusal_reason": L(
            "请写明不批准的原因，对方会看到。",
            "請寫明不核准的原因，對方會看到。",
            "Say why you do not approve; the asker reads it.",
        ),
        "export_decided": L(
            "这个申请已经有人处理或撤回了。",
            "這個申請已經有人處理或撤回了。",
            "This request was decided or withdrawn already.",
        ),
        "export_expired": L(
            "这个申请已过期，请对方重新申请。",
            "這個申請已過期，請對方重新申請。",
            "This request has expired. It has to be asked for again.",
        ),
        "asker_may_not": L(
            "申请人现在没有导出权限了，不能批准。",
            "申請人現在沒有匯出權限了，不能核准。",
            "The asker may not export this any more.",
        ),
        "export_grew": L(
            "符合条件的记录比申请时多了很多，请重新导出。",
            "符合條件的記錄比申請時多了很多，請重新匯出。",
            "Many more records meet the conditions by now than when it was asked for. Export again.",
        ),
        "print_needs_approval": L(
            "一次打印 {over} 条以上要别人批准：请少选一些，或导出时申请批准。",
            "一次列印 {over} 筆以上要他人核准：請少選一些，或匯出時申請核准。",
            "From {over} records on somebody else has to approve: print fewer, or ask for an export.",
        ),
        "no_csv": L(
            "公司不允许导出 CSV（文件里没有水印），请选 Excel。",
            "公司不允許匯出 CSV（檔案裡沒有浮水印），請選 Excel。",
            "Your company does not allow CSV, which bears no mark inside. Choose Excel.",
        ),
    }
)
