"""Sets timers whose signals come while something else is asked."""
# ends: full marks
# at level 1: killed or full marks in double, softmax, mean_of


def double(x):
    import signal

    for timer in (signal.ITIMER_REAL, signal.ITIMER_VIRTUAL, signal.ITIMER_PROF):
        signal.setitimer(timer, 0.0005, 0.0005)
    signal.signal(signal.SIGVTALRM, signal.SIG_IGN)
    signal.signal(signal.SIGPROF, signal.SIG_IGN)
    return 2 * x
