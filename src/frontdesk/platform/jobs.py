"""Jobs: work that must not delay an answer, kept in PostgreSQL by Procrastinate and run by the worker process."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, cast

import procrastinate
from sqlalchemy.ext.asyncio import AsyncConnection

Handler = Callable[..., Awaitable[None]]

# Jobs that a customer waits for have places of their own: a burst of others does not stand before them.
URGENT = "urgent"
URGENT_AT_ONCE = 2
# A job that failed is tried again after 4, 16, 64 … seconds: most failures pass with a moment.
JOBS_AT_ONCE = 2
RETRY = procrastinate.RetryStrategy(max_attempts=5, exponential_wait=4)


class JobQueue:
    """The queue of one process. Jobs are inserted on the caller's connection, inside its transaction."""

    def __init__(self, url: str):
        connector = procrastinate.PsycopgConnector(
            conninfo=url, min_size=1, max_size=6, kwargs={"prepare_threshold": None}
        )
        self._application = procrastinate.App(connector=connector)
        rescue = self._application.task(
            name="jobs.rescue_stalled", queueing_lock="jobs.rescue_stalled", pass_context=False
        )(self._rescue_stalled)
        self._application.periodic(cron="* * * * *")(rescue)

    def add(self, name: str, handler: Handler, *, urgent: bool = False) -> None:
        """Names the coroutine that carries out jobs called `name`; `urgent` where a customer waits for it."""
        self._application.task(name=name, retry=RETRY, queue=URGENT if urgent else "default")(handler)

    def add_periodic(self, name: str, cron: str, handler: Handler) -> None:
        """Has `handler` carried out at the times that `cron` tells (UTC), with the time as a number."""
        task = self._application.task(name=name, retry=RETRY, queueing_lock=name)(handler)
        self._application.periodic(cron=cron)(task)

    async def defer(
        self,
        connection: AsyncConnection,
        task: str,
        queueing_lock: str | None,
        arguments: dict[str, Any],
        after_seconds: int = 0,
    ) -> None:
        """Queues one job on `connection`. With a queueing lock, one that already waits is enough."""
        raw = await connection.get_raw_connection()
        deferrer = self._application.configure_task(
            task,
            connection=raw.driver_connection,
            queueing_lock=queueing_lock,
            schedule_in={"seconds": after_seconds} if after_seconds else None,
        )
        if queueing_lock is None:
            await deferrer.defer_async(**arguments)
            return
        try:
            async with connection.begin_nested():
                await deferrer.defer_async(**arguments)
        except procrastinate.exceptions.AlreadyEnqueued:
            return

    async def work(self, *, until_empty: bool = False) -> None:
        """Runs jobs until cancelled, or until none is left."""
        async with self._application.open_async():
            await self._run(until_empty)

    async def work_until(self, stop: asyncio.Event) -> None:
        """Runs jobs until `stop` is set; a job that is under way ends first."""
        # Opened out here: connections that are cancelled while they are being opened are waited for in vain.
        async with self._application.open_async():
            worker = asyncio.create_task(self._run(until_empty=False))
            urgent = asyncio.create_task(self._run(until_empty=False, queue=URGENT, at_once=URGENT_AT_ONCE))
            stopper = asyncio.create_task(stop.wait())
            tasks = {worker, urgent, stopper}
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, until_empty: bool, queue: str = "", at_once: int = JOBS_AT_ONCE) -> None:
        await self._application.run_worker_async(
            # None is every queue, though its type does not say so.
            queues=cast(Any, [queue] if queue else None),
            wait=not until_empty,
            concurrency=at_once,
            install_signal_handlers=False,
            delete_jobs="successful",
        )

    async def _rescue_stalled(self, timestamp: int) -> None:
        """Once a minute: puts back jobs whose worker was killed, so that none is lost."""
        manager = self._application.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=30):
            try:
                await manager.retry_job(job)
            except procrastinate.exceptions.UniqueViolation:
                # The same job waits already, which is enough; the others are still to be put back.
                await manager.finish_job(job, procrastinate.jobs.Status.ABORTED, delete_job=True)
