"""What a person reads about a job that failed."""

from guanxi.kernel.errors import register_messages
from guanxi.kernel.i18n import L

register_messages(
    {
        "job_crashed": L(
            "后台任务没有做完：{why}。可以重试；若仍失败，请把这段文字发给管理员。",
            "背景工作沒有完成：{why}。可以重試；若仍失敗，請把這段文字傳給管理員。",
            "The background job did not finish: {why}. Try it again; if it fails again, send this text to your administrator.",
        ),
        "job_worker_lost": L(
            "后台任务多次中断，已停止。请检查服务器的内存后重试。",
            "背景工作多次中斷，已停止。請檢查伺服器的記憶體後重試。",
            "The background job was interrupted again and again and has been stopped. Check the server's memory, then try again.",
        ),
    }
)
