"""A job runs at least once, goes on where it was, and ends in one of three ways."""

import threading
from datetime import timedelta
from typing import NoReturn

import pytest
from django.db import transaction
from tests.jobs.kinds import Recorder

from guanxi.jobs import lease
from guanxi.jobs.handlers import JobContext, on_finished
from guanxi.jobs.lease import LeaseLost
from guanxi.jobs.models import Job, State
from guanxi.jobs.queue import cancel, enqueue, retry
from guanxi.jobs.runner import run_claimed
from guanxi.jobs.worker import run_until_idle
from guanxi.kernel.clock import now
from guanxi.kernel.errors import NotFound, Refusal

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
HOLDER = "elsewhere:1:x"


def crash(ctx: JobContext) -> NoReturn:
    raise RuntimeError("boom")


def claim() -> Job:
    row = lease.claim(["test.steps", "test.long"], HOLDER)
    assert row is not None
    return row


@transaction.atomic
def write_and_save(row: Job) -> None:
    enqueue("test.steps", {}, effect_key="written without the lease")
    lease.save_progress(row.pk, row.fence, 1, 1, 2)


def run(row: Job) -> Job:
    run_claimed(row, threading.Event())
    row.refresh_from_db()
    return row


def test_runs_to_the_end(recorder: Recorder) -> None:
    job = enqueue("test.steps", {"steps": 3}, owner_id=7)
    assert run_until_idle() == 1
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.result) == (State.DONE, 3, 3, {"steps": 3})
    assert job.finished_at is not None
    assert recorder.seen == [0, 1, 2]


def test_exists_exactly_when_the_caller_commits(recorder: Recorder) -> None:
    with transaction.atomic():
        enqueue("test.steps", {})
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_unknown_kind_is_refused(recorder: Recorder) -> None:
    with pytest.raises(NotFound):
        enqueue("test.unknown", {})


def test_effect_key_makes_one_job(recorder: Recorder) -> None:
    first = enqueue("test.steps", {"steps": 1}, effect_key="a")
    assert enqueue("test.steps", {"steps": 2}, effect_key="a").pk == first.pk
    assert run_until_idle() == 1
    assert enqueue("test.steps", {}, effect_key="a").state == State.DONE


def test_not_before_its_time(recorder: Recorder) -> None:
    enqueue("test.steps", {}, run_after=now() + timedelta(minutes=5))
    assert run_until_idle() == 0


def test_a_crash_is_tried_again_from_the_cursor(recorder: Recorder) -> None:
    job = enqueue("test.steps", {"steps": 3})
    recorder.at[2] = crash
    row = run(claim())
    assert (row.state, row.cursor, row.attempts) == (State.QUEUED, 2, 1)
    assert row.run_after > now()
    assert row.error["code"] == "job_crashed"
    assert (row.error["params"]["why"], "boom" in row.error["trace"]) == ("RuntimeError", True)
    recorder.at.clear()
    Job.objects.filter(pk=job.pk).update(run_after=now())
    assert run(claim()).state == State.DONE
    assert recorder.seen == [0, 1, 2]


def test_a_poisonous_step_ends_in_the_dead_letter_box(recorder: Recorder) -> None:
    job = enqueue("test.steps", {"steps": 3})
    recorder.at[1] = crash
    for _ in range(job.max_attempts):
        Job.objects.filter(pk=job.pk).update(run_after=now())
        row = run(claim())
    assert (row.state, row.cursor) == (State.FAILED, 1)
    recorder.at.clear()
    assert retry(job.pk)
    run_until_idle()
    job.refresh_from_db()
    assert (job.state, job.error) == (State.DONE, None)


def test_a_refusal_ends_it_at_once(recorder: Recorder) -> None:
    def refuse(ctx: JobContext) -> NoReturn:
        raise Refusal("invalid", "name", value=3)

    recorder.at[0] = refuse
    enqueue("test.steps", {})
    row = run(claim())
    assert (row.state, row.error["code"], row.error["params"]) == (State.FAILED, "invalid", {"value": 3})


def test_workers_that_die_again_and_again_end_it(recorder: Recorder) -> None:
    job = enqueue("test.steps", {})
    for _ in range(job.max_attempts + 1):
        row = claim()
        Job.objects.filter(pk=job.pk).update(lease_until=now() - timedelta(seconds=1))
    run_claimed(row, threading.Event())
    job.refresh_from_db()
    assert (job.state, job.error["code"]) == (State.FAILED, "job_worker_lost")


def test_cancel_while_waiting_and_while_running(recorder: Recorder) -> None:
    waiting = enqueue("test.steps", {})
    assert cancel(waiting.pk)
    assert run_until_idle() == 0
    assert not cancel(waiting.pk)
    running = enqueue("test.steps", {"steps": 5})
    recorder.at[2] = lambda ctx: cancel(running.pk)
    row = run(claim())
    assert (row.state, row.cursor) == (State.CANCELLED, 3)


def test_a_stopping_worker_gives_the_job_back(recorder: Recorder) -> None:
    enqueue("test.steps", {"steps": 3})
    stopping = threading.Event()
    recorder.at[1] = lambda ctx: stopping.set()
    row = claim()
    run_claimed(row, stopping)
    row.refresh_from_db()
    assert (row.state, row.cursor, row.attempts) == (State.QUEUED, 2, 0)
    run_until_idle()
    assert recorder.seen == [0, 1, 2]


def test_who_lost_the_lease_commits_nothing(recorder: Recorder) -> None:
    enqueue("test.steps", {"steps": 2})
    first = claim()
    Job.objects.filter(pk=first.pk).update(lease_until=now() - timedelta(seconds=1))
    second = claim()
    assert second.fence == first.fence + 1
    with pytest.raises(LeaseLost):
        write_and_save(first)
    assert Job.objects.count() == 1
    assert run(second).state == State.DONE
    run_claimed(first, threading.Event())
    first.refresh_from_db()
    assert first.state == State.DONE


def test_a_long_run_keeps_its_lease(recorder: Recorder) -> None:
    enqueue("test.steps", {})
    row = claim()
    Job.objects.filter(pk=row.pk).update(lease_until=now() + timedelta(seconds=1))
    assert lease.renew(row.pk, row.fence)
    row.refresh_from_db()
    assert row.lease_until is not None
    assert row.lease_until > now() + lease.LEASE / 2
    assert not lease.renew(row.pk, row.fence - 1)


def test_checkpoint_belongs_into_a_transaction(recorder: Recorder) -> None:
    ctx = JobContext(1, "test.steps", {}, None, None, 1)
    with pytest.raises(RuntimeError, match="transaction"):
        ctx.checkpoint(1)


def test_listeners_hear_of_every_end(recorder: Recorder) -> None:
    heard: list[tuple[str, str]] = []
    on_finished(lambda job: heard.append((job.kind, job.state)))
    enqueue("test.steps", {})
    cancel(enqueue("test.long", {}).pk)
    run_until_idle()
    assert heard == [("test.long", "cancelled"), ("test.steps", "done")]


def test_back_off_grows_and_is_bounded() -> None:
    waits = [lease.backoff(attempt) for attempt in range(1, 30)]
    assert waits[0] <= lease.BACKOFF_FIRST
    assert waits[3] > waits[0]
    assert max(waits) <= lease.BACKOFF_MOST
